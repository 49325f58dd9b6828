package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.kubernetes.charts.ImageSource;
import software.constructs.Construct;

/**
 * What an organisation has around an environment, and everything of a stack uses. It stands once in the stack, where namespaces and
 * hosts find it: as an argument it would pass through every constructor, and one that forgets it would go unnoticed.
 */
public record Outside(ImageSource images) {
    private static final String ID = "outside";
    private static final Outside NOTHING = new Outside(ImageSource.MAKERS);

    /** What {@code config} names. */
    public static Outside of(EnvironmentConfig config) {
        return new Outside(new ImageSource(config.images()));
    }

    /** What lies around the stack of {@code scope}; nothing where the stack was not told. */
    public static Outside of(Construct scope) {
        return TerraformStack.of(scope).getNode().tryFindChild(ID) instanceof Place place ? place.outside : NOTHING;
    }

    /** Tells {@code stack}, before anything else is defined in it. */
    public void surround(TerraformStack stack) {
        new Place(stack, this);
    }

    private static final class Place extends Construct {
        private final Outside outside;

        Place(TerraformStack stack, Outside outside) {
            super(stack, ID);
            this.outside = outside;
        }
    }
}
