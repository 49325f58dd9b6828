package dev.chatstack.config.loader;

import dev.chatstack.config.Problem;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The constraints of single settings, which stand as annotations on the records. */
final class Constraints {
    /** Held here, for the log manager forgets a logger, and with it the level, that nobody holds. */
    private static final Logger VERSION_BANNER = Logger.getLogger("org.hibernate.validator.internal.util.Version");

    static {
        VERSION_BANNER.setLevel(Level.OFF);
    }

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private Constraints() {}

    /** What is wrong with {@code value} as the setting {@code name} of the block {@code type}, which stands at {@code path}. */
    static List<Mistake> check(Class<?> type, String name, Object value, String path) {
        return VALIDATOR.validateValue(type, name, value).stream()
                .map(violation -> new Mistake(describe(violation, path), isComplete(violation)))
                .toList();
    }

    /** Networks that hold too much are networks, of which rules can say more. */
    private static boolean isComplete(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation() instanceof NotTheWorld;
    }

    /**
     * What is wrong with a value.
     *
     * @param isComplete whether the value is known all the same, so that the rules can say what else is wrong
     */
    record Mistake(Problem problem, boolean isComplete) {}

    private static Problem describe(ConstraintViolation<?> violation, String block) {
        String path =
                RecordBinder.join(block, violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", ""));
        Object value = violation.getInvalidValue();
        boolean missing = value == null || (value instanceof List<?> list && list.isEmpty());
        return missing ? new Problem(path, violation.getMessage()) : Problem.of(path, violation.getMessage(), value);
    }
}
