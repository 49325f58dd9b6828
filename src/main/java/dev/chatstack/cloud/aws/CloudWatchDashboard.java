package dev.chatstack.cloud.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import com.hashicorp.cdktf.providers.aws.eks_node_group.EksNodeGroup;
import dev.chatstack.cloud.aws.network.AwsNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.constructs.Construct;

/** What AWS itself measures of an environment, on one page: for when the cluster's own dashboards are down with it. */
public final class CloudWatchDashboard extends Construct {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final int WIDTH = 12;
    private static final int HEIGHT = 6;

    private final AwsNames names;
    private final List<Map<String, ?>> widgets = new ArrayList<>();

    /** Shows load balancer, control plane, nodes, NAT gateways and the {@code buckets}, by what they are for. */
    public CloudWatchDashboard(
            Construct scope, AwsNames names, AwsNetwork network, EksCluster cluster, Set<String> buckets) {
        super(scope, "dashboard");
        this.names = names;
        String chat = "{AWS/ApplicationELB,LoadBalancer} LoadBalancer=\"app/" + names.loadBalancer() + "\"";
        graph(
                "Load balancer: requests and errors",
                List.of(
                        search(chat + " MetricName=\"RequestCount\"", "Sum"),
                        search(chat + " MetricName=\"HTTPCode_ELB_5XX_Count\"", "Sum"),
                        search(chat + " MetricName=\"HTTPCode_Target_5XX_Count\"", "Sum")));
        graph(
                "Load balancer: seconds until the chat answers",
                List.of(search(chat + " MetricName=\"TargetResponseTime\"", "p99")));
        graph("API server: failed requests", List.of(controlPlane("apiserver_request_total_5XX")));
        graph("Pods that fit no node", List.of(controlPlane("scheduler_pending_pods_UNSCHEDULABLE")));
        graph("Nodes: CPU %", cluster.nodes().all().stream().map(this::cpu).toList());
        if (!network.natGatewayIds().isEmpty()) {
            graph(
                    "NAT gateways: bytes, and connections that found no port",
                    network.natGatewayIds().stream()
                            .flatMap(id ->
                                    List.of(nat("BytesOutToDestination", id), nat("ErrorPortAllocation", id)).stream())
                            .toList());
        }
        if (!buckets.isEmpty()) {
            graph("Buckets: bytes", buckets.stream().map(this::stored).toList());
        }
        CloudwatchDashboard.Builder.create(this, "Default")
                .dashboardName(names.environment())
                .dashboardBody(json(Map.of("widgets", widgets)))
                .build();
    }

    private void graph(String title, List<List<Object>> metrics) {
        int index = widgets.size();
        widgets.add(Map.of(
                "type",
                "metric",
                "x",
                WIDTH * (index % 2),
                "y",
                HEIGHT * (index / 2),
                "width",
                WIDTH,
                "height",
                HEIGHT,
                "properties",
                Map.of("title", title, "region", names.config().region(), "view", "timeSeries", "metrics", metrics)));
    }

    /** The load balancer's identifier ends in letters of chance, so it is searched for. */
    private static List<Object> search(String metrics, String statistic) {
        return List.of(Map.of("expression", "SEARCH('%s', '%s', 300)".formatted(metrics, statistic)));
    }

    private List<Object> controlPlane(String metric) {
        return List.of("AWS/EKS", metric, "ClusterName", names.cluster(), Map.of("stat", "Sum"));
    }

    private List<Object> cpu(EksNodeGroup group) {
        String scaling =
                group.getResources().get(0).getAutoscalingGroups().get(0).getName();
        return List.of("AWS/EC2", "CPUUtilization", "AutoScalingGroupName", scaling, Map.of("stat", "Average"));
    }

    private static List<Object> nat(String metric, String id) {
        return List.of("AWS/NATGateway", metric, "NatGatewayId", id, Map.of("stat", "Sum"));
    }

    private List<Object> stored(String purpose) {
        return List.of(
                "AWS/S3",
                "BucketSizeBytes",
                "BucketName",
                names.bucket(purpose),
                "StorageType",
                "StandardStorage",
                Map.of("stat", "Average", "period", 86400));
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers are JSON", e);
        }
    }
}
