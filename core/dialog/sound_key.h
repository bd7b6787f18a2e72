// How a word sounds, roughly, in English ears: "Nguyen" and "win", "Kowalski" and "cavalsky" come out the same or near.
#pragma once

#include <QString>

namespace nightbell {

QString soundKey(QStringView word);

// The same with the sounds that a recogniser takes for one another made one: "breeth" is "breef", "seejur" "seezure".
QString roughSound(QStringView word);

// 0: nothing in common, 1: the same. Spelling and sound both count.
float likeness(const QString &one, const QString &other);

} // namespace nightbell
