package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificate;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificateDomainValidationOptionsOutputReference;
import com.hashicorp.cdktf.providers.aws.acm_certificate_validation.AcmCertificateValidation;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import java.util.List;
import software.constructs.Construct;

/** The certificate of the chat's host name, proved by a record in a zone of Route 53 and renewed by AWS as long as the record stands. */
public final class ChatCertificate extends Construct {
    private static final int TTL_SECONDS = 300;

    /** Requests it for {@code host}; the load balancer's controller finds it by that name. */
    public ChatCertificate(Construct scope, String host, String hostedZoneId) {
        super(scope, "certificate");
        AcmCertificate certificate = AcmCertificate.Builder.create(this, "Default")
                .domainName(host)
                .validationMethod("DNS")
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
        AcmCertificateDomainValidationOptionsOutputReference proof =
                certificate.getDomainValidationOptions().get(0);
        Route53Record record = Route53Record.Builder.create(this, "proof")
                .zoneId(hostedZoneId)
                .name(proof.getResourceRecordName())
                .type(proof.getResourceRecordType())
                .records(List.of(proof.getResourceRecordValue()))
                .ttl(TTL_SECONDS)
                .allowOverwrite(true)
                .build();
        AcmCertificateValidation.Builder.create(this, "validation")
                .certificateArn(certificate.getArn())
                .validationRecordFqdns(List.of(record.getFqdn()))
                .build();
    }
}
