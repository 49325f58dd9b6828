package dev.chatstack.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.DataFile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The prices of one cloud in one region: the file {@code prices.json5}. */
public final class PriceList {
    private static final String ANYWHERE = "any";
    private static final JsonNode FILE = DataFile.read(PriceList.class, "prices.json5");

    private final String cloud;
    private final String region;
    private final UnaryOperator<String> family;

    /** The prices of a {@code cloud} whose machine types begin with their family, then a dot or a dash. */
    public PriceList(String cloud, String region) {
        this(cloud, region, machine -> machine.replaceFirst("[.-].*", ""));
    }

    /** The prices of a {@code cloud} where {@code family} finds the family in the name of a machine type. */
    public PriceList(String cloud, String region, UnaryOperator<String> family) {
        this.cloud = cloud;
        this.region = region;
        this.family = family;
    }

    String cloud() {
        return cloud;
    }

    public String region() {
        return region;
    }

    /** The price of {@code item}, for example {@code nat}; from another region when this region has none, empty without any. */
    public Optional<UnitPrice> of(String item) {
        JsonNode entry = FILE.path("items").path(cloud + "/" + item);
        UnitPrice.Per per = UnitPrice.Per.valueOf(
                entry.path("per").asText("hour").toUpperCase(Locale.ROOT).replace('-', '_'));
        return find(entry.path("usd"))
                .map(price -> new UnitPrice(
                        price.getValue().asDouble(),
                        per,
                        price.getKey(),
                        entry.path("source").asText(),
                        entry.path("date").asText()));
    }

    /** The hourly price of {@code machine}; empty when the region has none. */
    public Optional<UnitPrice> machine(String machine, boolean spot) {
        JsonNode list = machines().path(spot ? "spot" : "onDemand");
        JsonNode usd = list.path("regions").path(region).path(machine);
        return usd.isNumber() ? Optional.of(hourly(usd.asDouble(), list)) : Optional.empty();
    }

    /** The hourly price of {@code machine} with a commitment of one year. */
    public Optional<UnitPrice> committed(String machine) {
        JsonNode list = machines().path("committed");
        JsonNode less = list.path("less").path(family.apply(machine));
        return less.isNumber()
                ? machine(machine, false).map(price -> hourly(price.usd() * (1 - less.asDouble()), list))
                : Optional.empty();
    }

    private JsonNode machines() {
        return FILE.path("machines").path(cloud);
    }

    private UnitPrice hourly(double usd, JsonNode list) {
        return new UnitPrice(
                usd,
                UnitPrice.Per.HOUR,
                region,
                list.path("source").asText(),
                list.path("date").asText());
    }

    private Optional<Map.Entry<String, JsonNode>> find(JsonNode byRegion) {
        for (String key : new String[] {region, ANYWHERE}) {
            if (byRegion.has(key)) {
                return Optional.of(Map.entry(key, byRegion.path(key)));
            }
        }
        return byRegion.properties().stream().findFirst();
    }
}
