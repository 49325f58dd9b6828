// Renders a chart of Istio with the values on standard input (JSON), as Helm does, for a cluster that Helm cannot reach.
//
//	charts CHART NAME NAMESPACE <VALUES    CHART: a folder below Istio's manifests/charts
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"istio.io/istio/operator/pkg/helm"
	"istio.io/istio/operator/pkg/values"
	"k8s.io/apimachinery/pkg/version"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	given, err := values.MapFromJSON(text)
	if err != nil {
		log.Fatal(err)
	}
	chart, name, namespace := os.Args[1], os.Args[2], os.Args[3]
	kubernetes := &version.Info{GitVersion: "v1.34.2", Major: "1", Minor: "34"}
	said := values.MakeMap(given, "spec", "values")
	objects, _, err := helm.Render(name, namespace, chart, said, kubernetes)
	if err != nil {
		log.Fatal(err)
	}
	for _, object := range objects {
		fmt.Printf("---\n%s\n", object.Content)
	}
}
