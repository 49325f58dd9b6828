// The engine of sigs.k8s.io/kube-network-policies, started with a kubeconfig instead of from within the cluster. It judges every
// packet that lands in the queue; up.sh brings new connections there with iptables, because not every kernel has the queue of
// nftables that the engine would use by itself.
package main

import (
	"context"
	"flag"
	"os/signal"
	"syscall"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "who asks the API server")
	node := flag.String("node", "", "whose packets are judged")
	queue := flag.Int("queue", 100, "number of the queue")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *kubeconfig, networkpolicy.Config{QueueID: *queue, NodeName: *node}); err != nil {
		klog.Fatal(err)
	}
}

func run(ctx context.Context, kubeconfig string, config networkpolicy.Config) error {
	server, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(server)
	if err != nil {
		return err
	}
	objects := informers.NewSharedInformerFactory(client, 0)
	core := objects.Core().V1()
	engine, err := networkpolicy.NewController(client, objects.Networking().V1().NetworkPolicies(), core.Namespaces(), core.Pods(),
		nil, nil, nil, nil, config)
	if err != nil {
		return err
	}
	objects.Start(ctx.Done())
	return engine.Run(ctx)
}
