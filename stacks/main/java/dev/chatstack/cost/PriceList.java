package dev.chatstack.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.DataFile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The prices of one cloud in one region: the file {@code prices.json5}. */
final class PriceList {
    private static final String ANYWHERE = "any";
    private static final JsonNode FILE = DataFile.read(PriceList.class, "prices.json5");

    private final String cloud;
    private final String region;

    PriceList(String cloud, String region) {
        this.cloud = cloud;
        this.region = region;
    }

    String region() {
        return region;
    }

    /** The price of {@code item}, for example {@code nat}; of another region when this one's is not known, empty when none is. */
    Optional<UnitPrice> of(String item) {
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

    /** The price of an hour of {@code machine}; empty when it is not known in this region. */
    Optional<UnitPrice> machine(String machine, boolean spot) {
        JsonNode list = machines().path(spot ? "spot" : "onDemand");
        JsonNode usd = list.path("regions").path(region).path(machine);
        return usd.isNumber() ? Optional.of(hourly(usd.asDouble(), list)) : Optional.empty();
    }

    /** The same for whoever commits to it for a year. */
    Optional<UnitPrice> committed(String machine) {
        JsonNode list = machines().path("committed");
        JsonNode less = list.path("less").path(family(machine));
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

    /**
     * The names of Amazon's machines begin with their family and a dot, those of Google's with theirs and a dash; in Azure's the number
     * of processors stands in the middle of it: Standard_D4as_v5 is a Dasv5.
     */
    private static String family(String machine) {
        return machine.replaceFirst("[.-].*", "").replaceFirst("^Standard_([A-Z]+)\\d+([a-z]*)_?", "$1$2");
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
