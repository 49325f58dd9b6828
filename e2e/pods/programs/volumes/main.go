// Makes a disk for each claim of a storage class, whoever its provisioner is said to be, on the node that the scheduler chose: a file of
// the size that was asked for, with the file system that the class names, and with ext4 otherwise, as drivers do. It can be full, it has
// a folder lost+found, and fsGroup is applied to it. A claim that several pods share gets a disk that every node mounts, as from a file
// server. A claim that asks for more gets more, while the disk is in use. A disk that nobody claims any more is removed.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

const (
	chosenNode = "volume.kubernetes.io/selected-node"
	fileSystem = "csi.storage.k8s.io/fstype"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "who asks the API server")
	folder := flag.String("folder", "", "where the volumes are")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		klog.Fatal(err)
	}
	maker := maker{kubernetes.NewForConfigOrDie(config), *folder}
	for range time.Tick(500 * time.Millisecond) {
		if ctx.Err() != nil {
			return
		}
		if err := maker.round(ctx); err != nil {
			klog.Error(err)
		}
	}
}

type maker struct {
	cluster kubernetes.Interface
	folder  string
}

func (m maker) round(ctx context.Context) error {
	claims, err := m.cluster.CoreV1().PersistentVolumeClaims("").List(ctx, meta.ListOptions{})
	if err != nil {
		return err
	}
	for _, claim := range claims.Items {
		node := claim.Annotations[chosenNode]
		wanted := claim.Spec.Resources.Requests[v1.ResourceStorage]
		switch {
		case claim.Status.Phase == v1.ClaimPending && claim.Spec.VolumeName == "" && slices.Contains(claim.Spec.AccessModes, v1.ReadWriteMany):
			err = m.make(ctx, &claim, v1.NodeSelectorRequirement{Key: v1.LabelHostname, Operator: v1.NodeSelectorOpExists})
		case claim.Status.Phase == v1.ClaimPending && claim.Spec.VolumeName == "" && node != "":
			err = m.make(ctx, &claim, v1.NodeSelectorRequirement{Key: v1.LabelHostname, Operator: v1.NodeSelectorOpIn, Values: []string{node}})
		case claim.Status.Phase == v1.ClaimBound && wanted.Cmp(claim.Status.Capacity[v1.ResourceStorage]) > 0:
			err = m.grow(ctx, &claim)
		}
		if err != nil {
			klog.Errorf("%s/%s: %v", claim.Namespace, claim.Name, err)
		}
	}
	return m.remove(ctx)
}

func (m maker) make(ctx context.Context, claim *v1.PersistentVolumeClaim, nodes v1.NodeSelectorRequirement) error {
	name := fmt.Sprintf("pvc-%s", claim.UID)
	path := filepath.Join(m.folder, name)
	class, err := m.cluster.StorageV1().StorageClasses().Get(ctx, *claim.Spec.StorageClassName, meta.GetOptions{})
	if err != nil {
		return err
	}
	if err := disk(path, class.Parameters[fileSystem], claim.Spec.Resources.Requests.Storage().Value()); err != nil {
		return err
	}
	volume := &v1.PersistentVolume{
		ObjectMeta: meta.ObjectMeta{Name: name},
		Spec: v1.PersistentVolumeSpec{
			Capacity:                      claim.Spec.Resources.Requests,
			AccessModes:                   claim.Spec.AccessModes,
			StorageClassName:              *claim.Spec.StorageClassName,
			PersistentVolumeReclaimPolicy: v1.PersistentVolumeReclaimRetain,
			PersistentVolumeSource:        v1.PersistentVolumeSource{Local: &v1.LocalVolumeSource{Path: path}},
			ClaimRef: &v1.ObjectReference{
				Kind: "PersistentVolumeClaim", APIVersion: "v1", Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID,
			},
			NodeAffinity: &v1.VolumeNodeAffinity{Required: &v1.NodeSelector{NodeSelectorTerms: []v1.NodeSelectorTerm{{
				MatchExpressions: []v1.NodeSelectorRequirement{nodes},
			}}}},
		},
	}
	_, err = m.cluster.CoreV1().PersistentVolumes().Create(ctx, volume, meta.CreateOptions{})
	if errors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

// What a driver's resizer does: the volume first, then the claim says so.
func (m maker) grow(ctx context.Context, claim *v1.PersistentVolumeClaim) error {
	volume, err := m.cluster.CoreV1().PersistentVolumes().Get(ctx, claim.Spec.VolumeName, meta.GetOptions{})
	if err != nil {
		return err
	}
	if err := enlarge(volume.Spec.Local.Path, claim.Spec.Resources.Requests.Storage().Value()); err != nil {
		return err
	}
	volume.Spec.Capacity = claim.Spec.Resources.Requests
	if _, err := m.cluster.CoreV1().PersistentVolumes().Update(ctx, volume, meta.UpdateOptions{}); err != nil {
		return err
	}
	claim.Status.Capacity = claim.Spec.Resources.Requests
	_, err = m.cluster.CoreV1().PersistentVolumeClaims(claim.Namespace).UpdateStatus(ctx, claim, meta.UpdateOptions{})
	return err
}

func (m maker) remove(ctx context.Context) error {
	volumes, err := m.cluster.CoreV1().PersistentVolumes().List(ctx, meta.ListOptions{})
	if err != nil {
		return err
	}
	for _, volume := range volumes.Items {
		if volume.Status.Phase != v1.VolumeReleased || volume.Spec.Local == nil {
			continue
		}
		// the kubelet may not have let go yet; the disk goes when it has
		if err := run("umount", "--lazy", volume.Spec.Local.Path); err != nil {
			return err
		}
		if err := os.Remove(file(volume.Spec.Local.Path)); err != nil {
			return err
		}
		if err := m.cluster.CoreV1().PersistentVolumes().Delete(ctx, volume.Name, meta.DeleteOptions{}); err != nil {
			return err
		}
	}
	return nil
}

func file(path string) string {
	return path + ".disk"
}

func disk(path, kind string, bytes int64) error {
	if run("mountpoint", "--quiet", path) == nil {
		return nil
	}
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	make := []string{"mkfs.ext4", "-q", "-F", "-m", "0"}
	if kind == "xfs" {
		make = []string{"mkfs.xfs", "-q", "-f"}
	}
	if err := size(file(path), bytes); err != nil {
		return err
	}
	if err := run(append(make, file(path))...); err != nil {
		return err
	}
	return run("mount", "-o", "loop", file(path), path)
}

func enlarge(path string, bytes int64) error {
	if err := size(file(path), bytes); err != nil {
		return err
	}
	out, err := exec.Command("findmnt", "--noheadings", "--first-only", "--output", "SOURCE,FSTYPE", path).Output()
	if err != nil {
		return err
	}
	about := strings.Fields(string(out))
	if err := run("losetup", "--set-capacity", about[0]); err != nil {
		return err
	}
	if about[1] == "xfs" {
		return run("xfs_growfs", path)
	}
	return run("resize2fs", about[0])
}

func size(file string, bytes int64) error {
	opened, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer opened.Close()
	return opened.Truncate(bytes)
}

func run(words ...string) error {
	if out, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", words[0], err, out)
	}
	return nil
}
