package dev.chatstack.cloud.aws;

import static dev.chatstack.testing.EnvironmentFile.AWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.cloud.aws.network.AwsNetwork;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The controllers of a cluster on AWS")
class ClusterControllersTest {
    private static final String WEB_ACL = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/chat/0123abcd";

    private static final Synth SYNTH = Synth.of(stack -> {
        AwsNames names = AWS.aws();
        EncryptionKey key = new EncryptionKey(stack, names);
        EksCluster cluster = new EksCluster(stack, names, AwsNetwork.of(stack, names), key);
        new ClusterControllers(stack, names, cluster, Optional.of(WEB_ACL));
    });

    @Test
    void namesTheServiceAccountsThatThePlatformInstalls() {
        assertThat(SYNTH.all("aws_eks_pod_identity_association"))
                .extracting(one -> one.path("namespace").asText() + "/"
                        + one.path("service_account").asText())
                .containsExactlyInAnyOrder(
                        "aws-controllers/aws-load-balancer-controller", "aws-controllers/cluster-autoscaler");
    }

    @Test
    void resizesOnlyTheGroupsOfItsCluster() throws JsonProcessingException {
        for (JsonNode statement : statements("SetDesiredCapacity")) {
            if (statement.path("Action").toString().contains("SetDesiredCapacity")) {
                assertThat(Facts.of(statement.path("Condition")))
                        .containsExactly("StringEquals/aws:ResourceTag/k8s.io/cluster-autoscaler/prod: owned");
            }
        }
    }

    @Test
    void deletesOnlyLoadBalancersWithTheTagOfItsCluster() throws JsonProcessingException {
        List<JsonNode> deleting = new ArrayList<>();
        for (JsonNode statement : statements("DeleteLoadBalancer")) {
            if (statement
                    .path("Action")
                    .toString()
                    .matches(".*(DeleteLoadBalancer|DeleteTargetGroup|DeleteSecurityGroup).*")) {
                deleting.add(statement);
            }
        }
        assertThat(deleting).hasSize(2).allSatisfy(statement -> assertThat(
                        Facts.of(statement.at("/Condition/StringEquals")))
                .containsExactly("aws:ResourceTag/elbv2.k8s.aws/cluster: prod"));
    }

    @Test
    void changesNothingOutsideItsRegion() throws JsonProcessingException {
        for (JsonNode statement : statements("DeleteLoadBalancer")) {
            String actions = statement.path("Action").toString();
            if (actions.contains("Describe")
                    || actions.contains("GetWebACL")
                    || actions.contains("CreateServiceLinkedRole")
                    || actions.contains("CreateLoadBalancer\"")) {
                continue;
            }
            assertThat(statement.path("Resource"))
                    .allSatisfy(resource -> assertThat(resource.asText()).contains(":eu-central-1:123456789012:"));
        }
    }

    @Test
    void associatesOnlyTheWebAclOfTheFile() throws JsonProcessingException {
        List<String> filtering = new ArrayList<>();
        for (JsonNode statement : statements("DeleteLoadBalancer")) {
            if (statement.path("Action").toString().matches(".*(WebACL|WebAcl).*")) {
                filtering.add(statement.path("Action") + " " + statement.path("Resource"));
            }
        }
        String loadBalancers = "\"arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/*/*\"";
        assertThat(filtering)
                .containsExactly(
                        "[\"wafv2:GetWebACL\",\"wafv2:GetWebACLForResource\"] [\"*\"]",
                        "[\"wafv2:AssociateWebACL\"] [\"" + WEB_ACL + "\"," + loadBalancers + "]",
                        "[\"elasticloadbalancing:SetWebAcl\"] [" + loadBalancers + "]");
    }

    private static Iterable<JsonNode> statements(String action) throws JsonProcessingException {
        for (JsonNode policy : SYNTH.all("aws_iam_role_policy")) {
            if (policy.path("policy").asText().contains(action)) {
                return new ObjectMapper()
                        .readTree(policy.path("policy").asText())
                        .path("Statement");
            }
        }
        throw new AssertionError("no policy allows " + action);
    }
}
