package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderKubernetes;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderKubernetesExec;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProviderExec;
import com.hashicorp.cdktf.providers.random_provider.provider.RandomProvider;
import dev.chatstack.cloud.ClusterAccess;
import java.util.List;
import java.util.Optional;

/** Points a stack's Kubernetes and Helm resources at one cluster, and gives it passwords. */
public final class ClusterProviders {
    private static final String CREDENTIAL_API = "client.authentication.k8s.io/v1beta1";

    private ClusterProviders() {}

    /** Adds the providers {@code kubernetes}, {@code helm} and {@code random} to {@code stack}. */
    public static void define(TerraformStack stack, ClusterAccess access) {
        KubernetesProvider.Builder kubernetes = KubernetesProvider.Builder.create(stack, "kubernetes");
        HelmProviderKubernetes.Builder helm = HelmProviderKubernetes.builder();
        switch (access) {
            case ClusterAccess.SignIn signIn -> {
                String ca = Fn.base64decode(signIn.caCertificate());
                kubernetes
                        .host(signIn.endpoint())
                        .clusterCaCertificate(ca)
                        .exec(List.of(KubernetesProviderExec.builder()
                                .apiVersion(CREDENTIAL_API)
                                .command(signIn.command())
                                .args(signIn.arguments())
                                .build()));
                helm.host(signIn.endpoint())
                        .clusterCaCertificate(ca)
                        .exec(HelmProviderKubernetesExec.builder()
                                .apiVersion(CREDENTIAL_API)
                                .command(signIn.command())
                                .args(signIn.arguments())
                                .build());
            }
            case ClusterAccess.Kubeconfig(String path, Optional<String> context) -> {
                kubernetes.configPath(path);
                helm.configPath(path);
                context.ifPresent(name -> {
                    kubernetes.configContext(name);
                    helm.configContext(name);
                });
            }
        }
        List<String> marks = platformMarks();
        kubernetes.ignoreAnnotations(marks).ignoreLabels(marks).build();
        HelmProvider.Builder.create(stack, "helm").kubernetes(helm.build()).build();
        new RandomProvider(stack, "random");
    }

    /** What platforms write on objects that they did not create, as the provider takes it. */
    private static List<String> platformMarks() {
        return ConfigFiles.resource("/kubernetes/platform-marks.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(domain -> "^([a-z0-9-]+\\.)*" + domain)
                .toList();
    }
}
