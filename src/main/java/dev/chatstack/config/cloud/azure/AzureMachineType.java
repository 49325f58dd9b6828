package dev.chatstack.config.cloud.azure;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A size of virtual machine, as Azure writes it. */
@Pattern(regexp = "Standard_[A-Z]{1,3}\\d+[-a-z0-9]*(_v\\d)?")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AzureMachineType {
    String message() default "must be a size of virtual machine such as Standard_D4as_v5";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
