// The workbench: the receptionist's parts on text, without a telephone. JSON lines in, one JSON line out for each, in
// order; a line that cannot be read is answered with an error and does not end the work.
#pragma once

#include "app/arguments.h"

#include <QIODevice>
#include <QJsonObject>

#include <functional>

namespace nightbell {

inline constexpr qint64 labLineBytes = 1 << 20; // a longer line is answered with an error

struct LabCounts
{
    int lines = 0;
    int wrong = 0;
};

using LabAnswer = std::function<Result<QJsonObject>(const QJsonObject &line)>;

// Every line that holds something is answered; the id of the question is repeated in the answer.
LabCounts answerLines(QIODevice &in, QIODevice &out, const LabAnswer &answer);

LabAnswer labAnswerFor(const QString &what); // one of labTasks()

Result<> workInLab(const LabTask &task);

} // namespace nightbell
