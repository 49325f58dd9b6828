package dev.chatstack.clouds.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatstack.cost.PriceList;
import dev.chatstack.cost.UnitPrice;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bill of Azure")
class AzureBillTest {
    @Test
    void takesTheSpotPriceForSpotMachines() {
        UnitPrice spare =
                AzureBill.prices("westeurope").machine("Standard_D4as_v5", true).orElseThrow();
        assertThat(spare.usd()).isEqualTo(0.038438);
        assertThat(spare.source()).contains("changes by the hour");
        assertThat(AzureBill.prices("germanywestcentral").machine("Standard_D4as_v5", true))
                .isEqualTo(Optional.empty());
    }

    @Test
    void takesOffForAYearWhatTheFamilyOfTheMachineGets() {
        PriceList amsterdam = AzureBill.prices("westeurope");
        assertThat(amsterdam.committed("Standard_D4as_v5").orElseThrow().usd()).isCloseTo(0.208 * 0.76, within(1e-9));
        assertThat(amsterdam.committed("Standard_E16s_v5").orElseThrow().usd())
                .isCloseTo(1.216 * (1 - 0.3238), within(1e-9));
        assertThat(amsterdam.committed("Standard_B2ms").orElseThrow().usd()).isCloseTo(0.096 * 0.76, within(1e-9));
        assertThat(amsterdam.committed("Standard_M8ms")).isEmpty();
    }
}
