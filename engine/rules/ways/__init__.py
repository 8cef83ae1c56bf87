"""Ways through an SOP: its steps as a graph, and the longest and quickest way from one to another. Pure."""
