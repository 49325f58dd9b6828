# shellcheck shell=bash
# A private, versioned bucket for the state of an environment; the lock is a file next to each state. Safe to run again.
: "${bucket:?}" "${region:?}"

if ! aws s3api head-bucket --bucket "$bucket" --region "$region" >/dev/null 2>&1; then
    if [[ $region == us-east-1 ]]; then # the one region that must not be named
        aws s3api create-bucket --bucket "$bucket" --region "$region" >/dev/null
    else
        aws s3api create-bucket --bucket "$bucket" --region "$region" \
            --create-bucket-configuration "LocationConstraint=$region" >/dev/null
    fi
fi
aws s3api put-public-access-block --bucket "$bucket" --region "$region" --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
aws s3api put-bucket-ownership-controls --bucket "$bucket" --region "$region" \
    --ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'
aws s3api put-bucket-encryption --bucket "$bucket" --region "$region" --server-side-encryption-configuration \
    'Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=AES256}}]'
# a state that was overwritten by mistake is an old version, for a year
aws s3api put-bucket-versioning --bucket "$bucket" --region "$region" --versioning-configuration Status=Enabled
aws s3api put-bucket-lifecycle-configuration --bucket "$bucket" --region "$region" --lifecycle-configuration \
    '{"Rules": [{"ID": "old-versions", "Status": "Enabled", "Filter": {"Prefix": ""}, "NoncurrentVersionExpiration": {"NoncurrentDays": 365}}]}' >/dev/null
aws s3api put-bucket-policy --bucket "$bucket" --region "$region" --policy \
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::'"$bucket"'", "arn:aws:s3:::'"$bucket"'/*"], "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}'
