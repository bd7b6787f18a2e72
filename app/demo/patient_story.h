// One simulated patient of the demo as a value: who calls, with which voice, what they answer to what they hear, and
// what should have become of the call.
#pragma once

#include "result.h"

#include <QDate>
#include <QList>
#include <QStringList>

namespace nightbell {

struct PatientAnswer
{
    QStringList to;   // said by the assistant, any of them, in small letters; empty: whatever it says
    QStringList says; // the first time, the second time, …; the last again and again. "#1": keys; "": nothing at all
    bool hangsUp = false;
    bool vanishes = false; // the battery is empty
};

struct PatientStory
{
    QString id;
    QString title;
    QString from; // the number shown; empty: withheld
    QString voice;
    double pitch = 1; // of that voice
    int afterSeconds = 0;
    QString callsBackAs; // the story of the same caller after the line went dead
    bool waits = false;  // begins only when another story calls it back
    QStringList becomes; // kinds of events, or gravities; "-booked": not that
    QList<PatientAnswer> answers;
};

Result<QList<PatientStory>> storiesIn(const QByteArray &json); // Invalid names the story and the field
QList<PatientStory> demoStories();

} // namespace nightbell
