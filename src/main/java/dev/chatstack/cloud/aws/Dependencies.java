package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.ArrayList;
import java.util.List;

/** What something waits for, and outlives never. */
public final class Dependencies {
    private Dependencies() {}

    public @SafeVarargs static List<ITerraformDependable> of(List<? extends ITerraformDependable>... lists) {
        List<ITerraformDependable> all = new ArrayList<>();
        for (List<? extends ITerraformDependable> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
