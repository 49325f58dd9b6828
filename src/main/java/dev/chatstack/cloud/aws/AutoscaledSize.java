package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.ListTerraformIterator;
import com.hashicorp.cdktf.TerraformIterator;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.data_aws_autoscaling_group.DataAwsAutoscalingGroup;
import com.hashicorp.cdktf.providers.aws.data_aws_autoscaling_groups.DataAwsAutoscalingGroups;
import com.hashicorp.cdktf.providers.aws.data_aws_autoscaling_groups.DataAwsAutoscalingGroupsFilter;
import java.util.List;
import software.constructs.Construct;

/**
 * How many nodes the cluster-autoscaler keeps at the moment.
 *
 * <p>Terraform must not take that back, and cannot just ignore it either: EKS refuses new limits of a node group while its size is
 * outside of them ("Minimum capacity 4 can't be greater than desired size 3").
 */
final class AutoscaledSize extends Construct {
    private final DataAwsAutoscalingGroup now;

    /** EKS names a group of machines after its node group. */
    private final String others;

    /** Of the node groups of a cluster, which need not exist yet: EKS tags the machines that it makes for them. */
    AutoscaledSize(Construct scope, AwsNames names) {
        super(scope, "size");
        others = names.config().databaseNodes().isPresent() ? " && !startswith(group.name, \"eks-database-\")" : "";
        DataAwsAutoscalingGroups found = DataAwsAutoscalingGroups.Builder.create(this, "names")
                .filter(List.of(DataAwsAutoscalingGroupsFilter.builder()
                        .name("tag:eks:cluster-name")
                        // a reference to the cluster would put the question off until the cluster is changed
                        .values(List.of(names.cluster()))
                        .build()))
                .build();
        ListTerraformIterator each = TerraformIterator.fromList(found.getNames());
        now = DataAwsAutoscalingGroup.Builder.create(this, "Default")
                .forEach(each)
                .name(Token.asString(each.getValue()))
                .build();
    }

    /** It in {@code zones}, moved to between {@code fewest} and {@code most}; {@code fewest} where there are no nodes yet. */
    Number in(List<String> zones, int fewest, int most) {
        String address = "data." + now.getTerraformResourceType() + "." + now.getFriendlyUniqueId();
        String sizes =
                "[for group in %s : group.desired_capacity if length(setintersection(group.availability_zones, [%s])) > 0%s]"
                        .formatted(address, "\"" + String.join("\", \"", zones) + "\"", others);
        return Token.asNumber("${min(%d, max(%d, %s...))}".formatted(most, fewest, sizes));
    }
}
