package dev.chatstack.config.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of a setting that names an object of a cluster which another team made: {@code doctor} looks for it. */
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Existing {
    /** What it names. */
    Kind value();

    /** The kinds of objects. */
    enum Kind {
        /** A PersistentVolumeClaim in the namespace of the chat. */
        CLAIM,
        /** A Gateway of the Gateway API. */
        GATEWAY,
        /** A GatewayClass. */
        GATEWAY_CLASS,
        /** An IngressClass. */
        INGRESS_CLASS,
        /** An issuer of cert-manager. */
        ISSUER,
        /** A Namespace. */
        NAMESPACE,
        /** A PriorityClass. */
        PRIORITY_CLASS,
        /** A store of the External Secrets Operator. */
        SECRET_STORE,
        /** A StorageClass. */
        STORAGE_CLASS
    }
}
