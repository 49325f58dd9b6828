package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.testing.EnvironmentFile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, numbers and names that each may stand in a file, and not with what else stands there. */
class WhatFitsTogetherTest {
    private static final EnvironmentFile GOOGLE = EnvironmentFile.GOOGLE;
    private static final EnvironmentFile AWS = EnvironmentFile.AWS;
    private static final EnvironmentFile AZURE = EnvironmentFile.AZURE;
    private static final EnvironmentFile HOST = EnvironmentFile.shipped("local");

    @Property(tries = 40)
    void memoryIsReservedOnlyUpToItsLimit(
            @ForAll @IntRange(min = 512, max = 9000) int memory, @ForAll @IntRange(min = 512, max = 9000) int limit) {
        EnvironmentFile file = AWS.chat("resources: {memory: %dMi, memoryLimit: %dMi}".formatted(memory, limit));

        says(file, "chat.resources.memory: must be at most chat.resources.memoryLimit", memory > limit);
    }

    @Property(tries = 40)
    void processorsAreReservedOnlyUpToTheirLimit(
            @ForAll @IntRange(min = 100, max = 4000) int cpu, @ForAll @IntRange(min = 1, max = 4) int limit) {
        EnvironmentFile file = AWS.chat("resources: {cpu: %dm, cpuLimit: \"%d\"}".formatted(cpu, limit));

        says(file, "chat.resources.cpu: must be at most chat.resources.cpuLimit", cpu > 1000 * limit);
    }

    @ParameterizedTest
    @CsvSource({
        "volume,1023Mi,true",
        "volume,1Gi,false",
        "volume,65537Gi,true",
        "memory,511Mi,true",
        "memory,512Mi,false",
        "memory,1Mi,true"
    })
    void theDatabaseHasRoom(String setting, String size, boolean isRefused) {
        EnvironmentFile file = new EnvironmentFile(AWS.text() + "mongodb: {%s: %s}\n".formatted(setting, size));

        says(file, "mongodb." + setting + ": must be a size from", isRefused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory: 127Mi", "memoryLimit: 511Mi", "memoryLimit: 1025Gi"})
    void aServerHasRoom(String setting) {
        says(
                AWS.chat("resources: {" + setting + "}"),
                "chat.resources." + setting.split(":")[0] + ": must be a size from",
                true);
    }

    @Property(tries = 30)
    void aVolumeForBackupsHoldsTheDatabase(
            @ForAll @IntRange(min = 1, max = 200) int database, @ForAll @IntRange(min = 1, max = 200) int backups) {
        EnvironmentFile file = new EnvironmentFile(EnvironmentFile.MICROSERVICES
                        .replace("{in: volume}", "{in: volume, size: %dGi}".formatted(backups))
                        .text()
                + "mongodb: {volume: %dGi}\n".formatted(database));

        says(file, "backup.store.size: must be at least mongodb.volume", backups < database);
    }

    @Property(tries = 40)
    void portsOfTheMeshAreItsOwn(@ForAll @IntRange(min = 14900, max = 15200) int port) {
        says(
                GOOGLE.replace("by: istioGateway", "by: istioGateway\n    port: " + port),
                "chat.exposure.port: must be none of the ports of the mesh",
                port >= 15000 && port < 15100);
    }

    @ParameterizedTest
    @CsvSource({"22,80,port", "3000,80,port", "443,22,redirectPort", "443,3000,redirectPort", "443,443,redirectPort"})
    void portsOfAHostAreFree(int port, int redirect, String refused) {
        says(
                HOST.replace(
                        "by: haproxy", "by: haproxy\n    port: %d\n    redirectPort: %d".formatted(port, redirect)),
                "chat.exposure." + refused + ": must be another",
                true);
    }

    /** Root gives a folder of backups to the user of the database. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "/..",
                "/proc",
                "/srv",
                "/root/.ssh",
                "//",
                "/srv//backups",
                "/srv/../etc/cron.d",
                "/var/lib/docker",
                "/var/lib/docker/volumes",
                "/var/log/backups",
                "/usr/local/backups",
                "/etc/chatstack/secrets",
                "/etc/chatstack",
                "/home/ada",
                "backups",
                "/srv/back ups"
            })
    void foldersOfAHostAreNoneOfTheSystem(String path) {
        says(
                HOST.replace("in: directory", "in: directory\n    path: \"" + path + "\""),
                "backup.store.path: must be",
                true);
        if (!path.startsWith("/etc/chatstack")) {
            says(HOST.cloud("secrets: \"" + path + "\""), "cloud.secrets: must be", true);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/chat,/srv/chat,true",
        "/srv/chat/a,/srv/chat,true",
        "/srv/chat,/srv/chat/a,true",
        "/srv/chat-a,/srv/chat,false"
    })
    void foldersOfAHostAreApart(String backups, String secrets, boolean isRefused) {
        says(
                HOST.replace("in: directory", "in: directory\n    path: " + backups)
                        .cloud("secrets: " + secrets),
                "backup.store.path: must be another folder than cloud.secrets",
                isRefused);
    }

    /** Google keeps four addresses of a subnet, and an upgrade makes one node more. */
    @Property(tries = 40)
    void aSubnetOfGoogleHoldsTheNodes(
            @ForAll @IntRange(min = 20, max = 32) int prefix, @ForAll @IntRange(min = 3, max = 100) int nodes) {
        EnvironmentFile file =
                GOOGLE.cloud("nodes: {maxWorkersCount: %d}\nnetwork: {nodes: 10.0.0.0/%d, pods: 10.128.0.0/12}"
                        .formatted(nodes, prefix));

        says(file, "cloud.network.nodes: must have an address for each", (1L << (32 - prefix)) - 4 < nodes + 1);
    }

    @Property(tries = 40)
    void theAddressesOfPodsOfGoogleSufficeForTheNodes(
            @ForAll @IntRange(min = 12, max = 28) int prefix, @ForAll @IntRange(min = 3, max = 100) int nodes) {
        EnvironmentFile file =
                GOOGLE.cloud("nodes: {maxWorkersCount: %d}\nnetwork: {nodes: 10.0.0.0/16, pods: 10.128.0.0/%d}"
                        .formatted(nodes, prefix));

        says(file, "cloud.network.pods: must have a /24 for each", (1L << (32 - prefix)) < 256L * (nodes + 1));
    }

    /** During an upgrade Azure makes a tenth of the nodes more, rounded up, and keeps five addresses. */
    @Property(tries = 40)
    void aSubnetOfAzureHoldsTheNodes(
            @ForAll @IntRange(min = 24, max = 32) int prefix, @ForAll @IntRange(min = 3, max = 100) int nodes) {
        EnvironmentFile file =
                AZURE.cloud("nodes: {workersCount: 3, maxWorkersCount: %d}\nnetwork: {nodes: 10.0.1.0/%d}"
                        .formatted(nodes, prefix));

        says(
                file,
                "cloud.network.nodes: must have an address for each",
                (1L << (32 - prefix)) - 5 < nodes + (nodes + 9) / 10);
    }

    @Property(tries = 30)
    void theAddressesOfPodsOfAzureSufficeForTheNodes(
            @ForAll @IntRange(min = 14, max = 26) int prefix, @ForAll @IntRange(min = 3, max = 100) int nodes) {
        EnvironmentFile file = AZURE.cloud("nodes: {workersCount: 3, maxWorkersCount: %d}\nnetwork: {pods: 10.8.0.0/%d}"
                .formatted(nodes, prefix)
                .replace("10.8.0.0", prefix < 16 ? "10.128.0.0" : "10.8.0.0"));
        long room = prefix > 24 ? 0 : 1L << (24 - prefix);

        says(file, "cloud.network.pods: must have a /24 for each", room < nodes + (nodes + 9) / 10);
    }

    /** A number out of its limits is known, so that the person who fixes it is not told of the next thing only then. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud.nodes.maxWorkersCount: must be 100 or less",
                "cloud.network.pods: must have a /24 for each",
                "chat.replicas: must be 20 or less",
                "chat.replicas: must be 1 without a licence"
            })
    void whatElseDoesNotFitANumberOutOfItsLimitsIsSaidAtOnce(String line) {
        EnvironmentFile file = GOOGLE.cloud("nodes: {maxWorkersCount: 101}\nnetwork: {pods: 10.128.0.0/20}")
                .chat("replicas: 21");

        says(file, line, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.0/16", "0.0.0.0/16", "8.8.0.0/16", "169.254.0.0/16", "172.32.0.0/16", "100.128.0.0/16"})
    void addressesOfOurOwnArePrivate(String block) {
        says(AWS.cloud("network: {vpc: %s}".formatted(block)), "cloud.network.vpc: must lie in one of", true);
        says(GOOGLE.cloud("network: {pods: %s}".formatted(block)), "cloud.network.pods: must lie in one of", true);
        says(AZURE.cloud("network: {pods: %s}".formatted(block)), "cloud.network.pods: must lie in one of", true);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/16,10.0.128.0/20", "10.0.0.0/16,10.0.0.0/16"})
    void blocksOfAddressesAreApart(String one, String other) {
        says(
                AWS.cloud("network: {vpc: %s, services: %s}".formatted(one, other)),
                "cloud.network.services: must not overlap cloud.network.vpc",
                true);
        says(
                GOOGLE.cloud("network: {pods: %s, services: %s}".formatted(one, other)),
                "cloud.network.services: must not overlap cloud.network.pods",
                true);
        says(
                AZURE.cloud("network: {services: %s, pods: %s}".formatted(one, other)),
                "cloud.network.services: must not overlap cloud.network.network",
                true);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/17,vpc,must be a /16", "10.0.0.0/15,vpc,must be a /16"})
    void aNetworkOfAwsIsOfOneSize(String block, String setting, String mustBe) {
        says(
                AWS.cloud("network: {%s: %s}".formatted(setting, block)),
                "cloud.network." + setting + ": " + mustBe,
                true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.20.0.0/11", "172.20.0.0/25", "100.64.0.0/16"})
    void servicesOfAwsAreWhereEksTakesThem(String block) {
        says(
                AWS.cloud("network: {services: %s}".formatted(block.replace("172.20.0.0/11", "172.0.0.0/11"))),
                "cloud.network.services: must be a /12 to /24",
                true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/25", "/28"})
    void servicesHaveAddresses(String prefix) {
        says(
                GOOGLE.cloud("network: {services: 10.32.0.0%s}".formatted(prefix)),
                "cloud.network.services: must be a /24",
                true);
        says(
                AZURE.cloud("network: {services: 10.32.0.0%s}".formatted(prefix)),
                "cloud.network.services: must be a /24",
                true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.16.0.0/27", "172.16.0.0/29"})
    void theControlPlaneOfGoogleHasItsBlock(String block) {
        says(
                GOOGLE.cloud("network: {controlPlane: %s}".formatted(block)),
                "cloud.network.controlPlane: must be a /28",
                true);
    }

    @ParameterizedTest
    @CsvSource({
        "nodes,10.9.1.0/24,must lie in",
        "gateway,10.9.2.0/24,must lie in",
        "gateway,10.0.2.0/23,must be a /24 or smaller"
    })
    void subnetsOfAzureLieInItsNetwork(String setting, String block, String mustBe) {
        says(
                AZURE.cloud("network: {%s: %s}".formatted(setting, block)),
                "cloud.network." + setting + ": " + mustBe,
                true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"europe-west1-b, europe-west1-b", "europe-west2-b"})
    void zonesOfGoogleAreDifferentAndInTheRegion(String zones) {
        says(GOOGLE.replace("[europe-west1-b]", "[" + zones + "]"), "cloud.zones", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1a, eu-central-1a", "eu-central-1a", "eu-central-1a, eu-west-1a"})
    void zonesOfAwsAreDifferentAndInTheRegion(String zones) {
        says(AWS.replace("[eu-central-1a, eu-central-1b]", "[" + zones + "]"), "cloud.zones", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 1]", "[0]", "[4]"})
    void zonesOfAzureAreDifferent(String zones) {
        says(AZURE.cloud("zones: " + zones), "cloud.zones[", true);
    }

    @ParameterizedTest
    @CsvSource({
        "t2a-standard-4,true",
        "c4a-standard-4,true",
        "n4a-standard-4,true",
        "a4x-highgpu-4g,true",
        "f1-micro,true",
        "e2-medium,true",
        "n2d-standard-4,false",
        "t2d-standard-4,false",
        "c3d-standard-4,false",
        "e2-standard-4,false"
    })
    void machinesOfGoogleRunTheImages(String type, boolean isRefused) {
        says(GOOGLE.cloud("nodes: {machineType: %s}".formatted(type)), "cloud.nodes.machineType: must have", isRefused);
    }

    @ParameterizedTest
    @CsvSource({
        "a1.large,true",
        "m7g.large,false",
        "c6gn.large,false",
        "im4gn.large,false",
        "r7gd.large,false",
        "x2gd.large,false",
        "t3.nano,true",
        "t2.micro,true",
        "m7i.large,false",
        "m7a.large,false",
        "g4dn.xlarge,false",
        "m7i-flex.large,false"
    })
    void machinesOfAwsRunTheImages(String type, boolean isRefused) {
        says(AWS.nodes("machineTypes: [%s]".formatted(type)), "cloud.nodes.machineTypes: must have", isRefused);
    }

    /** Images of Rocket.Chat are published for ARM from 8.0 on. */
    @ParameterizedTest
    @CsvSource({
        "7.13.9,Standard_D4ps_v5,true",
        "7.13.9,Standard_D4pds_v6,true",
        "7.13.9,Standard_D4as_v5,false",
        "7.13.9,Standard_NP10s,false",
        "8.0.0,Standard_D4ps_v5,false",
        "8.9.0,Standard_B4pls_v2,false",
        "10.0.0,Standard_E4ps_v5,false"
    })
    void machinesOfAzureRunTheImages(String version, String type, boolean isRefused) {
        EnvironmentFile azure = AZURE.replace("version: 8.9.0", "version: " + version);
        String refused = "must have x86 processors with chat.version " + version;
        says(azure.cloud("nodes: {machineType: %s}".formatted(type)), "cloud.nodes.machineType: " + refused, isRefused);
        says(
                azure.cloud("userNodes: {machineType: %s}".formatted(type)),
                "cloud.userNodes.machineType: " + refused,
                isRefused);
        says(
                azure.cloud("databaseNodes: {machineType: %s}".formatted(type)),
                "cloud.databaseNodes.machineType: " + refused,
                isRefused);
    }

    @ParameterizedTest
    @CsvSource({"7.13.9,m7g.large,true", "7.13.9,m7i.large,false", "8.0.0,m7g.large,false"})
    void machinesOfAwsRunTheImagesOfTheRelease(String version, String type, boolean isRefused) {
        EnvironmentFile aws = AWS.replace("version: 8.9.0", "version: " + version);
        String refused = "must have x86 processors with chat.version " + version;
        says(aws.nodes("machineTypes: [%s]".formatted(type)), "cloud.nodes.machineTypes: " + refused, isRefused);
        says(
                aws.cloud("databaseNodes: {machineType: %s}".formatted(type)),
                "cloud.databaseNodes.machineType: " + refused,
                isRefused);
    }

    @ParameterizedTest
    @CsvSource({"'m7g.large, m6g.large',false", "'m7g.large, m7i.large',true", "'m7i.large, m6g.large',true"})
    void machinesOfAGroupHaveOneImage(String types, boolean isRefused) {
        says(AWS.nodes("machineTypes: [%s]".formatted(types)), "must all have ARM processors or all x86", isRefused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0", "08.06.01", "9999999999.0.0", "3.0.0", "6.13.1", "8.6", "latest", "8.6.x"})
    void releasesOfRocketChatExist(String version) {
        says(AWS.replace("version: 8.9.0", "version: \"" + version + "\""), "chat.version: must be", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.1", "0.9.0", "1.11", "latest"})
    void releasesOfTailchatExist(String version) {
        says(
                EnvironmentFile.shipped("k3s-chathub").replace("version: 1.11.11", "version: \"" + version + "\""),
                "chat.version: must be",
                true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kube-system",
                "kube-public",
                "kube-node-lease",
                "default",
                "istio-system",
                "istio-ingress",
                "openshift-monitoring",
                "openshift",
                "gke-managed-system",
                "cert-manager",
                "amazon-cloudwatch",
                "azure-arc",
                "aks-command",
                "calico-system",
                "cattle-system",
                "monitoring",
                "traefik",
                "longhorn-system"
            })
    void namespacesOfOthersAreTheirs(String namespace) {
        says(AWS.chat("namespace: " + namespace), "chat.namespace: must be a namespace for the chat alone", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocketchat", "chat", "kubernauts", "team-default", "istiod-team"})
    void otherNamespacesAreFree(String namespace) {
        says(AWS.chat("namespace: " + namespace), "chat.namespace", false);
    }

    /** Everybody who reaches the API server belongs to groups that begin like this. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "system:unauthenticated",
                "system:authenticated",
                "system:masters",
                "System:Masters",
                "system:serviceaccounts",
                "",
                " ",
                " admins",
                "admins ",
                "admins\\n",
                "admins\\u200b"
            })
    void groupsArePeople(String group) {
        for (String role : new String[] {"admins", "operators", "viewers"}) {
            EnvironmentFile file = new EnvironmentFile(AWS.text() + "rbac: {%s: [\"%s\"]}\n".formatted(role, group));
            says(file, "rbac." + role + "[0]: must", true);
        }
    }

    @Property(tries = 40)
    void noGroupOfKubernetesItselfIsTaken(@ForAll("letters") String name) {
        says(
                new EnvironmentFile(AWS.text() + "rbac: {viewers: [\"system:%s\"]}\n".formatted(name)),
                "rbac.viewers[0]: must be a group of people",
                true);
        says(new EnvironmentFile(AWS.text() + "rbac: {viewers: [\"%s\"]}\n".formatted(name)), "rbac", false);
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars(":-@")
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(name -> !name.startsWith("system:"));
    }

    @ParameterizedTest
    @CsvSource({"64,false", "65,true"})
    void aCertificateHoldsTheName(int length, boolean isRefused) {
        String host = "a".repeat(60) + "." + "b".repeat(length - 61);

        says(AWS.replace("host: chat.example.org", "host: " + host), "chat.host: must have at most 64", isRefused);
    }

    @ParameterizedTest
    @CsvSource({"262100,false", "262200,true"})
    void aConfigMapHoldsTheSettings(int length, boolean isRefused) {
        String text = "\n" + ("a".repeat(80_000) + "\n").repeat(3) + "a".repeat(length - 240_000) + "\n";
        EnvironmentFile file = AWS.chat("settings:\n  uploads: {store: gridfs}\n  overwrite:\n    Layout_Terms: |"
                + text.indent(6).replaceFirst("^ +", ""));

        says(file, "chat.settings.overwrite: must hold at most", isRefused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a b/c\"", "\"/x\"", "\"x/\"", "a/b/c"})
    void annotationsHaveNames(String key) {
        says(
                EnvironmentFile.MICROSERVICES.replace(
                        "className: nginx", "className: nginx, annotations: {%s: x}".formatted(key)),
                "chat.exposure.annotations",
                true);
    }

    /** Whether {@code file} is refused with {@code line}. */
    private static void says(EnvironmentFile file, String line, boolean isSaid) {
        String said;
        try {
            file.load();
            said = "nothing";
        } catch (ConfigException e) {
            said = e.getMessage();
        }
        if (isSaid) {
            assertThat(said).contains(line);
        } else {
            assertThat(said).doesNotContain(line);
        }
    }
}
