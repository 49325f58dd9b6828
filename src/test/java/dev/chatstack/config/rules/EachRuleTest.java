package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.testing.EnvironmentFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that a mutation test could turn off without another test that failed. */
@DisplayName("Each rule")
class EachRuleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong | what is right | what is said of the wrong one alone
        by: route | by: ingress, className: nginx, controllerNamespace: web | chat.exposure.by: needs OpenShift: cloud.platform must be openshift
        by: ingress, className: nginx, controllerNamespace: ingress-nginx | by: ingress, className: nginx, controllerNamespace: web | chat.exposure.by: is ingress with ingress-nginx
        by: ingress, className: nginx, controllerNamespace: web, issuerKind: Issuer | by: ingress, className: nginx, controllerNamespace: web, issuer: ours, issuerKind: Issuer | chat.exposure.issuerKind: must be left out without chat.exposure.issuer
        """)
    void knowsHowPeopleCome(String wrong, String right, String message) {
        EnvironmentFile file = EnvironmentFile.MICROSERVICES;
        String exposure = "by: ingress, className: nginx, controllerNamespace: ingress-nginx";

        saysOnce(message, file.replace(exposure, wrong), file.replace(exposure, right));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        version: 7.7.0 | version: 7.8.0 | chat.microservices.streamHub: must be 1: before Rocket.Chat 7.8
        version: 8.9.0; microservices: {nats: 2} | version: 8.9.0; microservices: {nats: 3} | chat.microservices.nats: must be at least 3 in production
        version: 8.9.0; microservices: {externalNats: {secret: nats}} | version: 8.9.0; microservices: {externalNats: {secret: nats, namespace: nats}} | chat.microservices.externalNats.networks: must name the networks
        version: 8.9.0; settings: {uploads: {store: s3}} | version: 8.9.0; settings: {uploads: {store: s3, bucket: our-uploads, region: eu-central-1, secret: key}} | chat.settings.uploads.region: is required here
        version: 8.9.0; settings: {uploads: {store: gcs, secret: key}} | version: 8.9.0; settings: {uploads: {store: gcs, bucket: our-uploads, secret: key}} | chat.settings.uploads.bucket: is required here
        version: 8.9.0; settings: {uploads: {store: gridfs}, mail: {host: mail.lan, port: 25, from: chat@example.org}} | version: 8.9.0; reaches: [10.1.0.0/24:25]; settings: {uploads: {store: gridfs}, mail: {host: mail.lan, port: 25, from: chat@example.org}} | chat.settings.mail.host: mail.lan looks like a name of a private network
        version: 8.9.0; reaches: [10.1.0.0/24:26]; settings: {uploads: {store: gridfs}, mail: {host: mail.lan, port: 25, from: chat@example.org}} | version: 8.9.0; settings: {uploads: {store: gridfs}, mail: {host: mail.example.org, port: 25, from: chat@example.org}} | chat.settings.mail.host: mail.
        version: 8.9.0; settings: {uploads: {store: gridfs}, mail: {host: mail.lan, port: 25, from: chat@example.org}} | version: 8.9.0; settings: {uploads: {store: gridfs}, mail: {host: mail.tools.svc, port: 25, from: chat@example.org}} | chat.settings.mail.host: mail.
        version: 8.9.0; settings: {uploads: {store: filesystem}} | version: 8.9.0; settings: {uploads: {store: filesystem, storageClass: shared}} | chat.settings.uploads.storageClass: must be given for a new volume
        version: 8.9.0; settings: {uploads: {store: filesystem, storageClass: shared, existingClaim: old}} | version: 8.9.0; settings: {uploads: {store: filesystem, existingClaim: old}} | chat.settings.uploads.storageClass: must be given for a new volume
        """)
    void knowsMicroservicesAndFiles(String wrong, String right, String message) {
        saysOnce(message, microservices(wrong), microservices(right));
    }

    private static EnvironmentFile microservices(String settings) {
        return EnvironmentFile.MICROSERVICES.replace("  version: 8.9.0\n", lines(settings, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        concurrentUsers: 500 | concurrentUsers: 499 | chat.settings.uploads.store: is gridfs
        concurrentUsers: 501 | concurrentUsers: 500 | chat.architecture: is monolith, and above 500 people
        replicas: 3; licenceSecret: licence; autoscaling: {maxReplicas: 3} | replicas: 3; licenceSecret: licence; autoscaling: {maxReplicas: 4} | chat.autoscaling.maxReplicas: must be more than chat.replicas (3)
        resources: {memoryLimit: 2Gi}; settings: {uploads: {store: s3}, maxFileMegabytes: 513} | resources: {memoryLimit: 2Gi}; settings: {uploads: {store: s3}, maxFileMegabytes: 512} | chat.settings.maxFileMegabytes: one file of 513 MiB can exceed the 512 MiB
        """)
    void knowsHowMuchAServerBears(String wrong, String right, String message) {
        saysOnce(message, EnvironmentFile.AWS.chat(lines(wrong, 0)), EnvironmentFile.AWS.chat(lines(right, 0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        monitoring: {} | production: false; monitoring: {} | monitoring.alerts: is left out: nobody is told
        monitoring: {alerts: {secret: alerts}} | monitoring: {alerts: {secret: alerts, slack: true}} | monitoring.alerts: must name a way
        monitoring: {namespace: application} | monitoring: {namespace: watching} | monitoring.namespace: must be another one than chat.namespace
        mongodb: {external: {secret: mongo}} | mongodb: {external: {secret: mongo, networks: [10.9.0.0/16]}} | mongodb.external.networks: must name the networks
        mongodb: {external: {secret: mongo, networks: [10.9.0.0/16], labels: {app: mongo}}} | mongodb: {external: {secret: mongo, namespace: databases, labels: {app: mongo}}} | mongodb.external.labels: must be left out without
        """)
    void knowsWhatStandsNextToTheChat(String wrong, String right, String message) {
        String aws = EnvironmentFile.AWS.text();

        saysOnce(message, new EnvironmentFile(aws + lines(wrong, 0)), new EnvironmentFile(aws + lines(right, 0)));
    }

    @Test
    void knowsThatACertificateIsForOneName() {
        String website = "  website:\n    host: website.chathub.example.org\n    folder: ../website\n";
        EnvironmentFile route = EnvironmentFile.shipped("k3s-chathub")
                .replace("platform: k3s", "platform: openshift\n  databaseStorageClass: fast")
                .replace(
                        "    by: ingress\n"
                                + "    className: traefik\n"
                                + "    controllerNamespace: kube-system\n"
                                + "    issuer: letsencrypt\n",
                        "    by: route\n");

        saysOnce(
                "chat.website: must be left out unless",
                route.replace(website, website.replace("folder: ../website", "image: registry.example.org/site:1")),
                route.replace(website, ""));
    }

    @Test
    void knowsThatALoadBalancerEncryptsNothing() {
        EnvironmentFile file = EnvironmentFile.AWS.replace(
                "by: alb\n    hostedZoneId: Z0123456789\n",
                "by: loadBalancer\n    plainHttp: true\n    clients: [203.0.113.0/24]\n");
        EnvironmentFile trial = new EnvironmentFile("production: false\n" + file.text());

        saysOnce("chat.exposure.by: must not be loadBalancer in production", file, trial);
        saysOnce("chat.exposure.plainHttp: must be true", trial.replace("plainHttp: true", "plainHttp: false"), trial);
    }

    @ParameterizedTest
    @CsvSource({"30,29"})
    void knowsHowLongTheNameOfANamespaceIs(int wrong, int right) {
        saysOnce(
                "monitoring.namespace: is required, because the default is longer than 40 characters",
                inNamespace("a".repeat(wrong)),
                inNamespace("a".repeat(right)));
    }

    private static EnvironmentFile inNamespace(String name) {
        return new EnvironmentFile(
                EnvironmentFile.AWS.chat("namespace: " + name).text() + "monitoring: {}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        by: haproxy; port: 22 | by: haproxy; port: 8443 | chat.exposure.port: must be another port: SSH listens there
        by: haproxy; port: 3000 | by: haproxy; port: 8443 | chat.exposure.port: must be another port: Grafana listens there
        by: haproxy; redirectPort: 3000 | by: haproxy; redirectPort: 8080 | chat.exposure.redirectPort: must be another port: Grafana
        by: haproxy; plainHttp: true; acme: {email: a@example.org} | by: haproxy; address: 0.0.0.0; acme: {email: a@example.org} | chat.exposure.acme: must be left out when chat.exposure.plainHttp is true
        """)
    void knowsThePortsOfAHost(String wrong, String right, String message) {
        EnvironmentFile host = EnvironmentFile.shipped("local");

        saysOnce(
                message,
                host.replace("    by: haproxy\n", lines(wrong, 4)),
                host.replace("    by: haproxy\n", lines(right, 4)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        monitoring: {namespace: watching} | monitoring: {} | monitoring.namespace: must be left out on a Docker host
        monitoring: {dashboardAccess: [203.0.113.0/24]} | monitoring: {dashboardAccess: [127.0.0.1/32]} | monitoring.dashboardAccess: must be left out
        """)
    void knowsThatAHostHasNoNamespacesAndNoGatekeeper(String wrong, String right, String message) {
        EnvironmentFile host = EnvironmentFile.shipped("local");

        saysOnce(message, host.replace("monitoring: {}", wrong), host.replace("monitoring: {}", right));
    }

    /** Settings that a semicolon parts, each on a line that begins with {@code indent} spaces. */
    private static String lines(String settings, int indent) {
        return settings.replace("; ", "\n").indent(indent);
    }

    private static void saysOnce(String message, EnvironmentFile wrong, EnvironmentFile right) {
        assertThat(said(wrong)).contains(message);
        assertThat(right.load().warnings().toString()).doesNotContain(message);
    }

    private static String said(EnvironmentFile file) {
        try {
            return file.load().warnings().toString();
        } catch (ConfigException e) {
            return e.getMessage();
        }
    }
}
