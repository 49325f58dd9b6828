package dev.chatstack.verify.outside;

import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The chat's host name is known, and points at the load balancer.
 *
 * @param addresses of load balancers in the cluster, names or numbers; none when they are not known
 */
public record DnsPoints(String host, Supplier<List<String>> addresses) implements Check {
    @Override
    public String group() {
        return "access";
    }

    @Override
    public String name() {
        return "DNS record of " + host;
    }

    @Override
    public Finding examine() {
        Set<String> points = numbers(host);
        List<String> balancers = addresses.get();
        String wanted = balancers.isEmpty() ? "the load balancer" : String.join(" or ", balancers);
        if (points.isEmpty()) {
            return Finding.failed("no name server knows it", "Create the record: " + host + " -> " + wanted);
        }
        Set<String> right = new TreeSet<>();
        balancers.forEach(address -> right.addAll(numbers(address)));
        String found = String.join(", ", points);
        if (right.isEmpty() || points.stream().anyMatch(right::contains)) {
            return Finding.passed(found);
        }
        return Finding.failed(
                "it points at " + found,
                "Point it at " + wanted + ". If a proxy or a CDN stands before the chat, this is as it should be");
    }

    private static Set<String> numbers(String name) {
        try {
            Set<String> numbers = new TreeSet<>();
            Arrays.stream(InetAddress.getAllByName(name))
                    .map(InetAddress::getHostAddress)
                    .forEach(numbers::add);
            return numbers;
        } catch (UnknownHostException e) {
            return Set.of();
        }
    }
}
