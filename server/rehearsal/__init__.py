"""A simulated class: trainees who decide, phones that speak the phone's protocol over real sockets."""
