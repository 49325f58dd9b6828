package dev.chatstack.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PriceListTest {
    private final PriceList belgium = new PriceList("google", "europe-west1");

    @Test
    void hasThePriceOfTheRegion() {
        assertThat(belgium.of("disk/pd-standard")).hasValueSatisfying(price -> {
            assertThat(price.usd()).isEqualTo(0.04);
            assertThat(price.region()).isEqualTo("europe-west1");
            assertThat(price.per()).isEqualTo(UnitPrice.Per.GIB_MONTH);
        });
    }

    @Test
    void namesTheOtherRegionOfWhichAPriceIs() {
        assertThat(new PriceList("google", "africa-south1").of("disk/pd-standard"))
                .hasValueSatisfying(price -> assertThat(price.region()).isEqualTo("europe-west1"));
    }

    @Test
    void takesNothingThatItDoesNotKnowForFree() {
        assertThat(belgium.of("disk/none")).isEmpty();
        assertThat(belgium.machine("none-8", false)).isEmpty();
        assertThat(new PriceList("google", "nowhere").machine("e2-standard-4", false))
                .isEmpty();
    }

    /** 37 % less for a year's commitment. */
    @Test
    void takesTheDiscountOfACommitmentFromTheHourlyPrice() {
        double hourly = belgium.machine("e2-standard-4", false).orElseThrow().usd();

        assertThat(hourly).isEqualTo(0.14743);
        assertThat(belgium.committed("e2-standard-4"))
                .hasValueSatisfying(price -> assertThat(price.usd()).isCloseTo(0.63 * 0.14743, within(1e-9)));
    }

    @Test
    void countsTheHoursOfAMonth() {
        assertThat(belgium.machine("e2-standard-4", false).orElseThrow().monthly())
                .isCloseTo(0.14743 * 730, within(1e-9));
    }
}
