package dev.chatstack.cloud.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.kubernetes.ConfigFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the AWS Load Balancer Controller may do: the file {@code load-balancer-controller.yaml}. */
final class LoadBalancerPermissions {
    private static final YAMLMapper YAML = new YAMLMapper();

    private LoadBalancerPermissions() {}

    private record Permission(
            List<String> allow, List<String> on, @Nullable Map<String, Map<String, Object>> when) {}

    /** Those of the file, and to associate {@code webAcl}. */
    static Statement[] statements(AwsNames names, Optional<String> webAcl) {
        return Stream.concat(always(names), webAcl.stream().flatMap(acl -> firewall(names, acl)))
                .toArray(Statement[]::new);
    }

    private static Stream<Statement> firewall(AwsNames names, String webAcl) {
        String loadBalancers = names.arn("elasticloadbalancing", "loadbalancer/app/*/*");
        return Stream.of(
                // answers only who may read whatever web ACL is there
                Statement.allow("wafv2:GetWebACL", "wafv2:GetWebACLForResource").on("*"),
                Statement.allow("wafv2:AssociateWebACL").on(webAcl, loadBalancers),
                Statement.allow("elasticloadbalancing:SetWebAcl").on(loadBalancers));
    }

    private static Stream<Statement> always(AwsNames names) {
        String text = ConfigFiles.resource("/aws/load-balancer-controller.yaml")
                .replace(
                        "REGION:ACCOUNT",
                        names.config().region() + ":" + names.config().accountId())
                .replace("CLUSTER", names.cluster());
        try {
            return YAML.readValue(text, new TypeReference<List<Permission>>() {}).stream()
                    .map(LoadBalancerPermissions::statement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the file holds permissions", e);
        }
    }

    private static Statement statement(Permission permission) {
        Statement statement = Statement.allow(permission.allow().toArray(String[]::new))
                .on(permission.on().toArray(String[]::new));
        if (permission.when() != null) {
            permission
                    .when()
                    .forEach((operator, keys) -> keys.forEach((key, value) -> statement.when(operator, key, value)));
        }
        return statement;
    }
}
