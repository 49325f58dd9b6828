package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder of a Docker host that chatstack may make and give to its own user: none of the system, none that others share. */
@Constraint(validatedBy = HostFolder.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HostFolder {
    String message() default
            "must be a folder for chatstack alone, such as /var/backups/chatstack, /srv/chatstack or /etc/chatstack/secrets: an absolute path of at least two names without .. and //, in no folder of the system";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reads the names of the path from its root. */
    final class Check implements ConstraintValidator<HostFolder, String> {
        private static final Set<String> OF_THE_SYSTEM = Set.of(
                "bin",
                "boot",
                "dev",
                "etc",
                "lib",
                "lib32",
                "lib64",
                "libx32",
                "lost+found",
                "proc",
                "root",
                "run",
                "sbin",
                "sys",
                "tmp",
                "usr");

        /** Of /var, what programs of others keep there. */
        private static final Set<String> OF_OTHERS =
                Set.of("cache", "crash", "db", "empty", "lock", "log", "mail", "run", "snap", "spool", "tmp", "www");

        private static final Set<String> RUNTIMES =
                Set.of("docker", "containerd", "containers", "kubelet", "rancher", "dpkg", "apt", "systemd", "etcd");

        @Override
        public boolean isValid(@Nullable String path, ConstraintValidatorContext context) {
            return path == null || (path.matches("(/[_a-zA-Z0-9][-_.a-zA-Z0-9]*){2,}") && isOurs(names(path)));
        }

        private static List<String> names(String path) {
            return List.of(path.substring(1).split("/"));
        }

        private static boolean isOurs(List<String> names) {
            boolean deep = names.size() > 2;
            return switch (names.getFirst()) {
                case "etc" -> names.get(1).equals("chatstack");
                case "home" -> deep;
                case "var" -> deep && !OF_OTHERS.contains(names.get(1)) && !isOfARuntime(names);
                default -> !OF_THE_SYSTEM.contains(names.getFirst());
            };
        }

        private static boolean isOfARuntime(List<String> names) {
            return names.get(1).equals("lib") && RUNTIMES.contains(names.get(2));
        }
    }
}
