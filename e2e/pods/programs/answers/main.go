// Stands in for a program that is not to be had: answers everything at the ports of its arguments and of STAND_IN_PORTS.
// There is nothing to be compared with: it does nothing that the program does.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
)

var port = regexp.MustCompile(`^-(?:\w+\.)?(?:p|metricsP)ort=(\d+)$`)

func main() {
	ports := strings.Fields(os.Getenv("STAND_IN_PORTS"))
	for _, word := range os.Args[1:] {
		if found := port.FindStringSubmatch(word); found != nil {
			ports = append(ports, found[1])
		}
	}
	log.Printf("stand-in: answers on %v", ports)
	answer := http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) { io.WriteString(response, "stand_in 1\n") })
	for _, port := range ports {
		go func() { log.Fatal(http.ListenAndServe(":"+port, answer)) }()
	}
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM, syscall.SIGINT)
	<-told
}
