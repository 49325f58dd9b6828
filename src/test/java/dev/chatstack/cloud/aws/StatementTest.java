package dev.chatstack.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Facts;
import org.junit.jupiter.api.Test;

class StatementTest {
    @Test
    void allowsTheActionsOnTheResourcesUnderTheCondition() {
        assertThat(Facts.of(Statement.policy(Statement.allow("s3:GetObject", "s3:ListBucket")
                        .on("arn:aws:s3:::chat", "arn:aws:s3:::chat/*")
                        .when("StringEquals", "aws:ResourceTag/environment", "prod"))))
                .containsExactlyInAnyOrder(
                        "Version: 2012-10-17",
                        "Statement/0/Effect: Allow",
                        "Statement/0/Action/0: s3:GetObject",
                        "Statement/0/Action/1: s3:ListBucket",
                        "Statement/0/Resource/0: arn:aws:s3:::chat",
                        "Statement/0/Resource/1: arn:aws:s3:::chat/*",
                        "Statement/0/Condition/StringEquals/aws:ResourceTag/environment: prod");
    }

    @Test
    void deniesUnderEveryConditionOfOneOperator() {
        assertThat(Facts.of(Statement.policy(
                        Statement.deny("s3:*").when("Bool", "a", "true").when("Bool", "b", "false"))))
                .contains(
                        "Statement/0/Effect: Deny",
                        "Statement/0/Condition/Bool/a: true",
                        "Statement/0/Condition/Bool/b: false");
    }

    @Test
    void letsOneServiceOfAwsTakeOnARole() {
        assertThat(Facts.of(Statement.trust("pods.eks.amazonaws.com", "sts:AssumeRole")))
                .containsExactlyInAnyOrder(
                        "Version: 2012-10-17",
                        "Statement/0/Effect: Allow",
                        "Statement/0/Action/0: sts:AssumeRole",
                        "Statement/0/Principal/Service: pods.eks.amazonaws.com");
    }
}
