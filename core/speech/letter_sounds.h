// How a word that no dictionary knows is probably said, by flite's rules, in the sounds of the recogniser.
#pragma once

#include <QByteArray>
#include <QString>

namespace nightbell {

QByteArray letterSounds(const QString &word); // "L IH N D K V IH S T"; empty where nothing can be said
bool isSound(const QByteArray &sound);        // one of the 39 of the recogniser

} // namespace nightbell
