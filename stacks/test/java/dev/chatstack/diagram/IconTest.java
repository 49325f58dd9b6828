package dev.chatstack.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.diagram.Picture.Box;
import dev.chatstack.diagram.Picture.Kind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The icon of a box")
class IconTest {
    @ParameterizedTest
    @CsvSource({
        "people, OUTSIDE, PERSON",
        "Application Load Balancer, CLOUD, BALANCER",
        "Application Gateway, CLOUD, BALANCER",
        "NAT gateway × 3, CLOUD, OUTWARD",
        "nats, SERVICE, PROGRAM",
        "buckets × 4, CLOUD, BUCKET",
        "logs × 2, CLOUD, LOGS",
        "key, CLOUD, KEY",
        "rocketchat-mongo, DATA, DATABASE",
        "google-host-mongodb-exporter-2, SERVICE, METRICS",
        "valkey-proxy, SERVICE, BALANCER",
        "rocketchat-server, SERVICE, CHAT",
        "chat-ddp-streamer, SERVICE, CHAT",
        "mongodb-backup, TASK, TASK",
        "istiod, SERVICE, MESH",
        "istio-ingressgateway, SERVICE, MESH",
        "zone 1, ZONE, NODES",
        "prometheus-operator, SERVICE, METRICS",
        "aws-cluster-autoscaler, SERVICE, PROGRAM",
    })
    void saysWhatItIs(String title, Kind kind, Icon icon) {
        assertThat(Icon.of(new Box("id", title, List.of(), kind))).isEqualTo(icon);
    }
}
