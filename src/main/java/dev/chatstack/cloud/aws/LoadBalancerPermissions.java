package dev.chatstack.cloud.aws;

/**
 * What the AWS Load Balancer Controller needs: the actions of its own documentation, less firewalls and sign-in pages that are not
 * used here, and only on what carries its tag with this cluster's name.
 */
final class LoadBalancerPermissions {
    private static final String TAG = "elbv2.k8s.aws/cluster";

    private LoadBalancerPermissions() {}

    static Statement[] statements(AwsNames names) {
        return new Statement[] {
            serviceRole(),
            see(),
            securityGroups(names),
            tagNewSecurityGroups(names),
            tagSecurityGroups(names),
            deleteSecurityGroups(names),
            create(names),
            tagNew(names),
            tag(names),
            listeners(names),
            change(names)
        };
    }

    /** AWS makes it for the first load balancer of an account. */
    private static Statement serviceRole() {
        return Statement.allow("iam:CreateServiceLinkedRole")
                .on("arn:aws:iam::*:role/aws-service-role/elasticloadbalancing.amazonaws.com/*")
                .when("StringEquals", "iam:AWSServiceName", "elasticloadbalancing.amazonaws.com");
    }

    private static Statement see() {
        return Statement.allow(
                        "acm:DescribeCertificate",
                        "acm:ListCertificates",
                        "ec2:DescribeAccountAttributes",
                        "ec2:DescribeAddresses",
                        "ec2:DescribeAvailabilityZones",
                        "ec2:DescribeInstances",
                        "ec2:DescribeInternetGateways",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeRouteTables",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeTags",
                        "ec2:DescribeVpcPeeringConnections",
                        "ec2:DescribeVpcs",
                        "ec2:GetSecurityGroupsForVpc",
                        "elasticloadbalancing:Describe*")
                .on("*");
    }

    /** Of the nodes' group too, which is EKS' own: it lets the load balancer in. */
    private static Statement securityGroups(AwsNames names) {
        return Statement.allow(
                        "ec2:AuthorizeSecurityGroupIngress",
                        "ec2:CreateSecurityGroup",
                        "ec2:RevokeSecurityGroupIngress")
                .on(
                        names.arn("ec2", "security-group/*"),
                        names.arn("ec2", "security-group-rule/*"),
                        names.arn("ec2", "vpc/*"));
    }

    private static Statement tagNewSecurityGroups(AwsNames names) {
        return Statement.allow("ec2:CreateTags")
                .on(names.arn("ec2", "security-group/*"))
                .when("StringEquals", "ec2:CreateAction", "CreateSecurityGroup")
                .when("StringEquals", "aws:RequestTag/" + TAG, names.cluster());
    }

    private static Statement tagSecurityGroups(AwsNames names) {
        return ours(Statement.allow("ec2:CreateTags", "ec2:DeleteTags").on(names.arn("ec2", "security-group/*")), names)
                .when("Null", "aws:RequestTag/" + TAG, "true");
    }

    private static Statement deleteSecurityGroups(AwsNames names) {
        return ours(Statement.allow("ec2:DeleteSecurityGroup").on(names.arn("ec2", "security-group/*")), names);
    }

    private static Statement create(AwsNames names) {
        return Statement.allow("elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup")
                .on("*")
                .when("StringEquals", "aws:RequestTag/" + TAG, names.cluster());
    }

    private static Statement tagNew(AwsNames names) {
        return Statement.allow("elasticloadbalancing:AddTags")
                .on(balancing(names, "targetgroup/*/*", "loadbalancer/app/*/*", "loadbalancer/net/*/*"))
                .when("StringEquals", "elasticloadbalancing:CreateAction", new String[] {
                    "CreateLoadBalancer", "CreateTargetGroup"
                })
                .when("StringEquals", "aws:RequestTag/" + TAG, names.cluster());
    }

    private static Statement tag(AwsNames names) {
        return ours(
                        Statement.allow("elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags")
                                .on(balancing(
                                        names, "targetgroup/*/*", "loadbalancer/app/*/*", "loadbalancer/net/*/*")),
                        names)
                .when("Null", "aws:RequestTag/" + TAG, "true");
    }

    /** Rules of listeners do not always carry the tag, so these are not restricted by it. */
    private static Statement listeners(AwsNames names) {
        return Statement.allow(
                        "elasticloadbalancing:AddListenerCertificates",
                        "elasticloadbalancing:AddTags",
                        "elasticloadbalancing:CreateListener",
                        "elasticloadbalancing:CreateRule",
                        "elasticloadbalancing:DeleteListener",
                        "elasticloadbalancing:DeleteRule",
                        "elasticloadbalancing:ModifyListener",
                        "elasticloadbalancing:ModifyListenerAttributes",
                        "elasticloadbalancing:ModifyRule",
                        "elasticloadbalancing:RemoveListenerCertificates",
                        "elasticloadbalancing:RemoveTags",
                        "elasticloadbalancing:SetRulePriorities")
                .on(balancing(
                        names,
                        "loadbalancer/app/*/*",
                        "loadbalancer/net/*/*",
                        "listener/app/*/*/*",
                        "listener/net/*/*/*",
                        "listener-rule/app/*/*/*/*",
                        "listener-rule/net/*/*/*/*"));
    }

    private static Statement change(AwsNames names) {
        return ours(
                Statement.allow(
                                "elasticloadbalancing:DeleteLoadBalancer",
                                "elasticloadbalancing:DeleteTargetGroup",
                                "elasticloadbalancing:DeregisterTargets",
                                "elasticloadbalancing:ModifyCapacityReservation",
                                "elasticloadbalancing:ModifyIpPools",
                                "elasticloadbalancing:ModifyLoadBalancerAttributes",
                                "elasticloadbalancing:ModifyTargetGroup",
                                "elasticloadbalancing:ModifyTargetGroupAttributes",
                                "elasticloadbalancing:RegisterTargets",
                                "elasticloadbalancing:SetIpAddressType",
                                "elasticloadbalancing:SetSecurityGroups",
                                "elasticloadbalancing:SetSubnets")
                        .on(balancing(names, "targetgroup/*/*", "loadbalancer/app/*/*", "loadbalancer/net/*/*")),
                names);
    }

    private static Statement ours(Statement statement, AwsNames names) {
        return statement.when("StringEquals", "aws:ResourceTag/" + TAG, names.cluster());
    }

    private static String[] balancing(AwsNames names, String... resources) {
        String[] arns = new String[resources.length];
        for (int i = 0; i < resources.length; i++) {
            arns[i] = names.arn("elasticloadbalancing", resources[i]);
        }
        return arns;
    }
}
