#!/bin/bash
# Makes a new machine of Debian a Docker host. Runs at every start, as root, and changes nothing that is as it should be.
#   disks google-data and google-backups  get a file system when they are blank, and are mounted where Docker and the backups keep theirs
#   attribute chatstack-ssh-key           lets its owner sign in as the user chatstack, who may use Docker and nothing else
set -euo pipefail
readonly ATTRIBUTES=http://metadata.google.internal/computeMetadata/v1/instance/attributes
readonly ZEROS=bb9f8df61474d25e71fa00722318cd387396ca1736605e1248821cc0de3d3af8
export DEBIAN_FRONTEND=noninteractive

# is_there <device>: it can be opened; its name comes some time after the start
is_there() {
  local second
  for ((second = 0; second < 60; second++)); do
    if blockdev --getsize64 "$1" >/dev/null 2>&1; then return; fi
    sleep 1
  done
  return 1
}

# is_blank <device>: all of its first 4 MiB was read, and it is zeros
is_blank() { [ "$(dd if="$1" bs=1M count=4 iflag=fullblock 2>/dev/null | sha256sum | cut -d ' ' -f 1)" = "$ZEROS" ]; }

# disk <name> <folder>: Docker does not start before it is mounted, and not at all without it; the machine does
disk() {
  local device=/dev/disk/by-id/google-$1 found=0
  is_there "$device" || { echo "$device is not there" >&2; exit 1; }
  blkid -p "$device" >/dev/null || found=$?
  # 2 is: nothing is on it, or: it could not be read. Only what was mounted never and is all zeros gets a file system
  case $found in
    0) ;;
    2)
      if grep -q " $2 " /etc/fstab; then echo "$device was $2 and has no file system now: it is not formatted, look at it" >&2 && exit 1; fi
      is_blank "$device" || { echo "$device has no file system and is not blank: it is not formatted, look at it" >&2; exit 1; }
      mkfs.ext4 -q "$device" </dev/null ;;
    *) echo "$device cannot be read" >&2 && exit 1 ;;
  esac
  mkdir -p "$2"
  if ! grep -q " $2 " /etc/fstab; then
    echo "$device $2 ext4 discard,nofail,x-systemd.required-by=docker.service,x-systemd.before=docker.service 0 2" >>/etc/fstab
    systemctl daemon-reload
  fi
  mountpoint -q "$2" || mount "$2"
  # after the disk has grown
  resize2fs "$device"
}

docker_is_there() {
  if command -v dockerd >/dev/null && command -v docker >/dev/null; then return; fi
  apt-get update -q
  # Debian's own, which its security updates reach; the command line is a separate package since Debian 13
  apt-get install -q -y docker.io docker-cli unattended-upgrades
}

user_is_there() {
  local keys=/home/chatstack/.ssh
  id chatstack >/dev/null 2>&1 || useradd --create-home --shell /bin/bash --password '*' chatstack
  usermod --append --groups docker chatstack
  mkdir -p "$keys" /etc/chatstack/secrets
  curl --silent --show-error --fail --retry 5 --header 'Metadata-Flavor: Google' "$ATTRIBUTES/chatstack-ssh-key" >"$keys/new"
  chmod 600 "$keys/new"
  mv "$keys/new" "$keys/authorized_keys"
  chmod 700 "$keys" /etc/chatstack/secrets
  chown -R chatstack:chatstack "$keys" /etc/chatstack/secrets
}

# Terraform works on ten things at a time, each over its own connection; sshd begins to refuse at ten that have not signed in yet
sshd_takes_many() {
  local file=/etc/ssh/sshd_config.d/chatstack.conf
  if [ -e "$file" ]; then return; fi
  echo 'MaxStartups 100:30:200' >"$file"
  systemctl reload ssh
}

disk data /var/lib/docker
disk backups /var/backups/chatstack
docker_is_there
user_is_there
sshd_takes_many
systemctl start docker
