package dev.chatstack.config.rules;

import dev.chatstack.config.values.network.Cidr;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocks of addresses that must fit each other. */
public final class AddressBlocks {
    /** Addresses that are nobody's on the internet. */
    private static final List<String> PRIVATE =
            List.of("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16");

    private AddressBlocks() {}

    /** Refuses every block that shares an address with one before it; {@code blocks} are by their paths, in a fixed order. */
    public static void refuseOverlaps(Map<String, String> blocks, Findings findings) {
        List<String> earlier = new ArrayList<>();
        blocks.forEach((path, cidr) -> {
            IPAddress block = Cidr.Check.block(cidr);
            for (String other : earlier) {
                IPAddress before = Cidr.Check.block(blocks.getOrDefault(other, ""));
                if (before.contains(block) || block.contains(before)) {
                    findings.refuse(path, "must not overlap " + other + " (" + blocks.get(other) + ")", cidr);
                }
            }
            earlier.add(path);
        });
    }

    /** Whether {@code part} lies in {@code whole}. */
    public static boolean contains(String whole, String part) {
        return Cidr.Check.block(whole).contains(Cidr.Check.block(part));
    }

    /** Refuses each of {@code blocks}, by their paths, that is no network of private addresses: those who have them could not be reached. */
    public static void refusePublic(Map<String, String> blocks, Findings findings) {
        blocks.forEach((path, cidr) -> {
            boolean isPrivate = PRIVATE.stream().anyMatch(range -> contains(range, cidr));
            if (!isPrivate) {
                findings.refuse(path, "must lie in one of " + String.join(", ", PRIVATE), cidr);
            }
        });
    }

    /** The same of the list at {@code path}. */
    public static void refusePublic(String path, List<String> blocks, Findings findings) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < blocks.size(); i++) {
            named.put(path + "[" + i + "]", blocks.get(i));
        }
        refusePublic(named, findings);
    }

    /** The addresses of a block. */
    public static long size(String cidr) {
        return 1L << (32 - prefix(cidr));
    }

    /** The length of the block's prefix. */
    public static int prefix(String cidr) {
        return Cidr.Check.block(cidr).getNetworkPrefixLength();
    }
}
