// A refused form is answered with its page, at the address that the form was sent to. From here on the page has its own: to load it again,
// to go back to it and to send its form again then mean the page, and send nothing twice.

const { ownAddress } = document.querySelector("script[data-own-address]").dataset;
history.replaceState(history.state, "", ownAddress);
