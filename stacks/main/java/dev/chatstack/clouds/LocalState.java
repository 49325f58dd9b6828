package dev.chatstack.clouds;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.config.setting.Variants;
import dev.chatstack.doctor.Check;
import java.util.List;

/** Files of the machine that deploys. */
record LocalState(String environment) implements StateStore {
    /** Terraform runs in cdktf.out/stacks/NAME, which every synth may remove. */
    private static final String ROOT = "../../..";

    @Override
    public void keep(TerraformStack stack, String name) {
        new LocalBackend(
                stack,
                LocalBackendConfig.builder()
                        .path(ROOT + "/state/" + name + ".tfstate")
                        .build());
    }

    @Override
    public List<Check> checks(String fix) {
        return List.of();
    }

    @Override
    public String script() {
        List<String> others = Variants.of(StateConfig.class).orElseThrow().types().keySet().stream()
                .filter(backend -> !backend.equals("local"))
                .toList();
        throw new MadeByHand(environment + ": state.backend: local needs nothing; name "
                + String.join(", ", others).replaceFirst(", ([^,]*)$", " or $1")
                + " to share the state with others");
    }
}
