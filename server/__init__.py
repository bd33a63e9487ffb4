"""What a session is: its rules, its log, the sites that phones and the host talk to, and its figures."""
