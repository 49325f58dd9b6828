# shellcheck shell=bash
# A private, versioned bucket for the state of an environment; Cloud Storage locks it automatically. Safe to run again.
: "${bucket:?}" "${project:?}" "${region:?}"

if ! gcloud storage buckets describe "gs://$bucket" --project="$project" >/dev/null 2>&1; then
    gcloud storage buckets create "gs://$bucket" --project="$project" --location="$region" \
        --uniform-bucket-level-access --public-access-prevention
fi
# encrypted it always is; a state that was overwritten by mistake is an old version
gcloud storage buckets update "gs://$bucket" --project="$project" --versioning --public-access-prevention \
    --uniform-bucket-level-access --soft-delete-duration=30d
