// Stands in for a provider's mail server: takes a mail over TLS from who signs in, and writes it into a folder.
// Compared with no provider's server; the library go-smtp keeps to RFC 5321.
package main

import (
	"crypto/subtle"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

func main() {
	address := flag.String("address", ":587", "where it listens")
	certificate := flag.String("certificate", "", "file")
	key := flag.String("key", "", "file")
	user := flag.String("user", "", "who may send")
	password := flag.String("password", "", "")
	folder := flag.String("folder", "", "where mails go")
	flag.Parse()
	pair, err := tls.LoadX509KeyPair(*certificate, *key)
	if err != nil {
		log.Fatal(err)
	}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &session{user: *user, password: *password, folder: *folder}, nil
	}))
	server.Addr = *address
	server.Domain = "mail.example.org"
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{pair}}
	log.Fatal(server.ListenAndServe())
}

type session struct {
	user, password, folder string
	signedIn               bool
	to                     []string
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.user || subtle.ConstantTimeCompare([]byte(password), []byte(s.password)) == 0 {
			return errors.New("wrong user or password")
		}
		s.signedIn = true
		return nil
	}), nil
}

func (s *session) Mail(string, *smtp.MailOptions) error {
	if !s.signedIn {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return nil
}

func (s *session) Data(mail io.Reader) error {
	text, err := io.ReadAll(mail)
	if err != nil {
		return err
	}
	name := filepath.Join(s.folder, fmt.Sprintf("%d.eml", time.Now().UnixNano()))
	return os.WriteFile(name, append([]byte(fmt.Sprintf("X-To: %v\r\n", s.to)), text...), 0o600)
}

func (s *session) Reset()        { s.to = nil }
func (s *session) Logout() error { return nil }
