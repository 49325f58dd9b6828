package dev.chatstack.cost;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an environment costs a month, as far as that can be said beforehand. */
public final class Bill {
    /** Types of resources that this is read from. */
    public static final Set<String> TYPES = types();

    private final String region;
    private final List<BillLine> lines;

    private Bill(String region, List<BillLine> lines) {
        this.region = region;
        this.lines = List.copyOf(lines);
    }

    /** Reads it from {@code blueprint}, which must hold the resources of {@link #TYPES}. */
    public static Bill of(Blueprint blueprint, Capacity capacity) {
        List<BillLine> lines = new ArrayList<>();
        String region = "";
        for (CloudBill cloud : List.of(
                new GoogleBill(blueprint, capacity),
                new GoogleMachineBill(blueprint),
                new AwsBill(blueprint, capacity),
                new AzureBill(blueprint, capacity))) {
            if (cloud.isPresent()) {
                region = cloud.prices().region();
                lines.addAll(MachineLines.lines(capacity, cloud.prices()));
                lines.addAll(cloud.lines());
            }
        }
        return new Bill(region, lines);
    }

    /** The region whose prices these are. */
    public String region() {
        return region;
    }

    List<BillLine> lines() {
        return lines;
    }

    /** Whether there is nothing to pay for: the environment makes nothing of a cloud. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** US dollars a month for what is always paid. */
    public double fixed() {
        return sum(BillLine.Share.FIXED);
    }

    /** US dollars a month with all the nodes that the autoscaler may make. */
    public double atMost() {
        return fixed() + sum(BillLine.Share.AT_MOST);
    }

    /** What is always paid and whose price is not known. */
    public List<String> unknown() {
        return lines.stream()
                .filter(line -> line.price().isEmpty() && line.share() != BillLine.Share.INSTEAD)
                .map(BillLine::what)
                .toList();
    }

    private double sum(BillLine.Share share) {
        return lines.stream()
                .filter(line -> line.share() == share)
                .mapToDouble(BillLine::monthly)
                .sum();
    }

    private static Set<String> types() {
        Set<String> types = new HashSet<>(Capacity.TYPES);
        types.addAll(List.of(
                "aws_cloudwatch_log_group",
                "aws_eip",
                "aws_eks_cluster",
                "aws_kms_key",
                "aws_nat_gateway",
                "aws_s3_bucket",
                "azurerm_application_gateway",
                "azurerm_log_analytics_workspace",
                "azurerm_nat_gateway",
                "azurerm_public_ip",
                "azurerm_storage_account",
                "google_compute_address",
                "google_compute_disk",
                "google_compute_instance",
                "google_compute_router_nat",
                "google_storage_bucket",
                "kubernetes_ingress_v1",
                "kubernetes_service_v1",
                "kubernetes_storage_class_v1"));
        return Set.copyOf(types);
    }
}
