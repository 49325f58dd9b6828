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
    Optional<Price> of(String item) {
        JsonNode entry = FILE.path("items").path(cloud + "/" + item);
        Price.Per per = Price.Per.valueOf(
                entry.path("per").asText("hour").toUpperCase(Locale.ROOT).replace('-', '_'));
        return find(entry.path("usd"))
                .map(price -> new Price(
                        price.getValue().asDouble(),
                        per,
                        price.getKey(),
                        entry.path("source").asText(),
                        entry.path("date").asText()));
    }

    /** The price of an hour of {@code machine}; empty when it is not known in this region. */
    Optional<Price> machine(String machine, boolean spot) {
        JsonNode machines = FILE.path("machines").path(cloud);
        JsonNode usd = machines.path(spot ? "spot" : "onDemand").path(region).path(machine);
        return usd.isNumber()
                ? Optional.of(new Price(
                        usd.asDouble(),
                        Price.Per.HOUR,
                        region,
                        machines.path("source").asText(),
                        machines.path("date").asText()))
                : Optional.empty();
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
