package dev.chatstack.config.loader;

import dev.chatstack.config.Problem;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
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

    /** Networks that hold too much are networks and a number out of its limits is a number, of which rules can say more. */
    private static boolean isComplete(ConstraintViolation<?> violation) {
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        return constraint instanceof NotTheWorld || constraint instanceof Min || constraint instanceof Max;
    }

    /**
     * What is wrong with a value.
     *
     * @param isComplete whether the value is known all the same, so that the rules can say what else is wrong
     */
    record Mistake(Problem problem, boolean isComplete) {}

    private static Problem describe(ConstraintViolation<?> violation, String block) {
        String path = RecordBinder.join(block, path(violation));
        Object value = violation.getInvalidValue();
        boolean missing = value == null || (value instanceof List<?> list && list.isEmpty());
        return missing ? new Problem(path, violation.getMessage()) : Problem.of(path, violation.getMessage(), value);
    }

    /** As a person types it, and as the binder says it: an entry of a map behind a dot, one of a list in brackets. */
    private static String path(ConstraintViolation<?> violation) {
        StringBuilder path = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKey() != null) {
                path.append('.').append(node.getKey());
            } else if (node.getIndex() != null) {
                path.append('[').append(node.getIndex()).append(']');
            } else if (node.getKind() == ElementKind.PROPERTY) {
                path.append(node.getName());
            }
        }
        return path.toString();
    }
}
