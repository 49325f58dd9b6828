package dev.chatstack.live;

import java.util.Optional;
import java.util.function.Supplier;

/** A cluster that is signed in to when it is first asked, for there may be none. */
public final class LateCluster implements Supplier<LiveCluster>, AutoCloseable {
    private final Supplier<Kubectl> signIn;
    private Optional<Kubectl> kubectl = Optional.empty();
    private Optional<LiveCluster> cluster = Optional.empty();

    public LateCluster(Supplier<Kubectl> signIn) {
        this.signIn = signIn;
    }

    @Override
    public LiveCluster get() {
        return cluster.orElseGet(() -> {
            Kubectl signedIn = signIn.get();
            kubectl = Optional.of(signedIn);
            LiveCluster found = new LiveCluster(signedIn);
            cluster = Optional.of(found);
            return found;
        });
    }

    @Override
    public void close() {
        kubectl.ifPresent(Kubectl::close);
    }
}
