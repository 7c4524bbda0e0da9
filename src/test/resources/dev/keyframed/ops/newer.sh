#!/bin/sh
# Makes a newer version of a package, with a configuration of its own. $1: the package, $2: the newer one.
set -e
dpkg-deb -R "$1" newer
sed -i 's/^Version: .*/Version: 99/' newer/DEBIAN/control
echo '# of the newer one' >> newer/etc/keyframed/keyframed.yaml
dpkg-deb -Znone -b newer "$2"
