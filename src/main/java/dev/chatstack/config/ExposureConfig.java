package dev.chatstack.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** How people reach the chat from outside the cluster. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({@JsonSubTypes.Type(value = ExposureConfig.IstioGateway.class, name = "istioGateway")})
public sealed interface ExposureConfig {
    /** The port that people connect to. */
    Integer port();

    /** Whether people connect without encryption. */
    Boolean plainHttp();

    /** What people type to open {@code host}. */
    default String url(String host) {
        int usual = plainHttp() ? 80 : 443;
        return (plainHttp() ? "http://" : "https://") + host + (port() == usual ? "" : ":" + port());
    }

    /** The mesh's own gateway behind a load balancer with a fixed address. */
    @About("the gateway of the mesh, behind a load balancer with a fixed address")
    record IstioGateway(
            @About("port of the load balancer") @Default("443") @NotNull @Min(1) @Max(65535)
            Integer port,

            @About("name of the Secret in the namespace istio-ingress with the certificate (tls.crt, tls.key)")
            @ResourceName
            String tlsSecret,

            @About("serve without encryption; messages and passwords can then be read on the way")
            @Default("false")
            @NotNull
            Boolean plainHttp,

            @About("who may reach the chat") @Default("[0.0.0.0/0]") @NotEmpty
            List<@Cidr String> clients)
            implements ExposureConfig {
        public IstioGateway {
            clients = Lists.copy(clients);
        }
    }
}
