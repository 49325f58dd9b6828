package dev.chatstack.cli.steps;

import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.stacks.ChatProduct;
import dev.chatstack.workload.backup.MongoBackup;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page about an alert with the names of one environment: its namespace, its members, its Deployments or containers. */
public record RunbookPage(Environment environment, TerraformWords terraform) {
    private static final Pattern OTHER_ALERT = Pattern.compile("\\[(\\w+)]\\(\\1\\.md\\)");
    private static final Pattern ITEM = Pattern.compile("(?m)^- .*\n(?:  .*\n)*");
    private static final Pattern OTHER_PAGE = Pattern.compile("\\[([^]]+)]\\(\\.\\./([^)]+)\\)");

    /** What {@code page}, a file of docs/runbooks, says for the environment. */
    public String text(String page) {
        String named = ITEM.matcher(page)
                .replaceAll(item -> isOfHere(item.group()) ? Matcher.quoteReplacement(item.group()) : "")
                .replace("https://YOUR-CHAT-HOST", url())
                .replace("YOUR-CHAT-HOST", environment.config().chat().host());
        named = OTHER_ALERT.matcher(named).replaceAll("`./chatstack runbook -e " + environment.name() + " $1`");
        named = OTHER_PAGE.matcher(named).replaceAll("$1 (docs/$2)");
        return switch (Clouds.of(environment)) {
            case ClusterCloud cloud -> inCluster(cloud, named);
            case HostCloud host -> new DockerRunbook(environment.name(), host.typed(terraform::in)).text(named);
        };
    }

    /** Files are copied only where they are on a volume in a cluster. */
    private boolean isOfHere(String item) {
        boolean copiesFiles = Clouds.of(environment) instanceof ClusterCloud
                && ChatProduct.of(environment).filesVolume().isPresent();
        return copiesFiles || !item.contains("uploads-backup");
    }

    private String inCluster(ClusterCloud cloud, String page) {
        String namespace = environment.config().chat().namespace();
        ChatProduct product = ChatProduct.of(environment);
        String members = IntStream.range(0, environment.config().mongodb().members())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
        return page.replaceAll("for i in 0 1 2(; do kubectl -n \\$NS exec \\$SET)", "for i in " + members + "$1")
                .replace("$SET", product.name() + "-mongo")
                .replace("$NS", namespace)
                .replace("$MON", environment.config().monitoringNamespace())
                .replaceAll("\\brocketchat-server\\b", server(product))
                .replace("endpointslices,gateway,ingress", "endpointslices" + waysIn())
                .replaceFirst(
                        "(?m)^## First look$",
                        "## First look\n    " + cloud.kubeconfigCommand().replace("$", "\\$")
                                + "   # access to the cluster");
    }

    private static String server(ChatProduct product) {
        List<String> names =
                product.deployments().stream().map(MongoBackup.Client::name).toList();
        return names.stream()
                .filter(name -> name.endsWith("server"))
                .findFirst()
                .orElse(names.get(0));
    }

    /** The kinds of object by which people get in; a cluster does not know the others. */
    private String waysIn() {
        return switch (environment.config().chat().exposure()) {
            case ExposureConfig.IstioGateway gateway -> ",gateways.networking.istio.io";
            case ExposureConfig.Gateway gateway -> ",gateways.gateway.networking.k8s.io,httproutes";
            case ExposureConfig.LoadBalancer balancer -> ",services";
            case ExposureConfig.Route route -> ",routes.route.openshift.io";
            case ExposureConfig.Alb alb -> ",ingress";
            case ExposureConfig.ApplicationGateway gateway -> ",ingress";
            case ExposureConfig.Ingress ingress -> ",ingress";
            case ExposureConfig.HaProxy haProxy -> "";
        };
    }

    private String url() {
        return environment
                .config()
                .chat()
                .exposure()
                .url(environment.config().chat().host());
    }
}
