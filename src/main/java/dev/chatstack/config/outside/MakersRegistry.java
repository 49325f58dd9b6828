package dev.chatstack.config.outside;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A registry from which images come when nothing else is said; a test holds the list against the images. */
@Pattern(
        regexp =
                "docker\\.io|ghcr\\.io|mcr\\.microsoft\\.com|public\\.ecr\\.aws|quay\\.io|registry\\.k8s\\.io|registry\\.rocket\\.chat")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface MakersRegistry {
    String message() default
            "must be a registry from which images come: docker.io, ghcr.io, mcr.microsoft.com, public.ecr.aws, quay.io, registry.k8s.io or registry.rocket.chat";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
