// Makes a local volume for each claim of a storage class, whoever its provisioner is said to be, on the node that the scheduler
// chose; fsGroup is applied to it, as to a disk. A claim that several pods share gets a folder that every node mounts, as from a file
// server. A claim that asks for more gets more: a folder has no limit of its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

const chosenNode = "volume.kubernetes.io/selected-node"

func main() {
	kubeconfig := flag.String("kubeconfig", "", "who asks the API server")
	folder := flag.String("folder", "", "where the volumes are")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		klog.Fatal(err)
	}
	maker := maker{kubernetes.NewForConfigOrDie(config), *folder}
	for range time.Tick(500 * time.Millisecond) {
		if ctx.Err() != nil {
			return
		}
		if err := maker.round(ctx); err != nil {
			klog.Error(err)
		}
	}
}

type maker struct {
	cluster kubernetes.Interface
	folder  string
}

func (m maker) round(ctx context.Context) error {
	claims, err := m.cluster.CoreV1().PersistentVolumeClaims("").List(ctx, meta.ListOptions{})
	if err != nil {
		return err
	}
	for _, claim := range claims.Items {
		node := claim.Annotations[chosenNode]
		wanted := claim.Spec.Resources.Requests[v1.ResourceStorage]
		switch {
		case claim.Status.Phase == v1.ClaimPending && claim.Spec.VolumeName == "" && slices.Contains(claim.Spec.AccessModes, v1.ReadWriteMany):
			err = m.make(ctx, &claim, v1.NodeSelectorRequirement{Key: v1.LabelHostname, Operator: v1.NodeSelectorOpExists})
		case claim.Status.Phase == v1.ClaimPending && claim.Spec.VolumeName == "" && node != "":
			err = m.make(ctx, &claim, v1.NodeSelectorRequirement{Key: v1.LabelHostname, Operator: v1.NodeSelectorOpIn, Values: []string{node}})
		case claim.Status.Phase == v1.ClaimBound && wanted.Cmp(claim.Status.Capacity[v1.ResourceStorage]) > 0:
			err = m.grow(ctx, &claim)
		}
		if err != nil {
			klog.Errorf("%s/%s: %v", claim.Namespace, claim.Name, err)
		}
	}
	return nil
}

func (m maker) make(ctx context.Context, claim *v1.PersistentVolumeClaim, nodes v1.NodeSelectorRequirement) error {
	name := fmt.Sprintf("pvc-%s", claim.UID)
	path := filepath.Join(m.folder, name)
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	volume := &v1.PersistentVolume{
		ObjectMeta: meta.ObjectMeta{Name: name},
		Spec: v1.PersistentVolumeSpec{
			Capacity:                      claim.Spec.Resources.Requests,
			AccessModes:                   claim.Spec.AccessModes,
			StorageClassName:              *claim.Spec.StorageClassName,
			PersistentVolumeReclaimPolicy: v1.PersistentVolumeReclaimRetain,
			PersistentVolumeSource:        v1.PersistentVolumeSource{Local: &v1.LocalVolumeSource{Path: path}},
			ClaimRef: &v1.ObjectReference{
				Kind: "PersistentVolumeClaim", APIVersion: "v1", Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID,
			},
			NodeAffinity: &v1.VolumeNodeAffinity{Required: &v1.NodeSelector{NodeSelectorTerms: []v1.NodeSelectorTerm{{
				MatchExpressions: []v1.NodeSelectorRequirement{nodes},
			}}}},
		},
	}
	_, err := m.cluster.CoreV1().PersistentVolumes().Create(ctx, volume, meta.CreateOptions{})
	if errors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

// What a driver's resizer does: the volume first, then the claim says so.
func (m maker) grow(ctx context.Context, claim *v1.PersistentVolumeClaim) error {
	volume, err := m.cluster.CoreV1().PersistentVolumes().Get(ctx, claim.Spec.VolumeName, meta.GetOptions{})
	if err != nil {
		return err
	}
	volume.Spec.Capacity = claim.Spec.Resources.Requests
	if _, err := m.cluster.CoreV1().PersistentVolumes().Update(ctx, volume, meta.UpdateOptions{}); err != nil {
		return err
	}
	claim.Status.Capacity = claim.Spec.Resources.Requests
	_, err = m.cluster.CoreV1().PersistentVolumeClaims(claim.Namespace).UpdateStatus(ctx, claim, meta.UpdateOptions{})
	return err
}
