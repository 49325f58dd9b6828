'use strict';
// website.example.org redirects to app.example.org, whatever the domain is
const host = location.host.replace(/^website\./, 'app.');
document.getElementById('open').href = `${location.protocol}//${host}/`;
