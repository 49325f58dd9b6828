package dev.chatstack.config.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of a setting that names a Secret which a person makes: what is in it. */
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SecretKeys {
    /** The keys of a certificate, as Kubernetes names them. */
    String CERTIFICATE = "tls.crt";

    /** The private key of {@link #CERTIFICATE}. */
    String CERTIFICATE_KEY = "tls.key";

    /** Its keys; none where they depend on other settings. */
    String[] value();

    /** Stands for the monitoring's namespace, which is a setting. */
    String MONITORING = "the monitoring's";

    /** Its namespace; left out, the chat's. */
    String namespace() default "";
}
