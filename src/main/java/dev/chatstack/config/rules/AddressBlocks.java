package dev.chatstack.config.rules;

import dev.chatstack.config.values.Cidr;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Blocks of addresses that must fit each other. */
public final class AddressBlocks {
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

    /** The length of the block's prefix. */
    public static int prefix(String cidr) {
        return Cidr.Check.block(cidr).getNetworkPrefixLength();
    }
}
