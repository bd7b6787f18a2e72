// The phrases a model learns from. A line of a phrase file is: label TAB phrase [TAB the question it answers].
// "(a|b|)" stands for one of several wordings, "{day}" for a word of that list in lists.tsv; a line becomes a few
// of its wordings, chosen without chance. Lines that begin with "#" are remarks.
#pragma once

#include "dialog/words.h"

#include <QStringList>

#include <vector>

namespace nightbell {

struct Example
{
    int label = 0;
    Words said;
    Words asked;
    int line = 0;     // of all phrase files together: wordings of one line are never judged by each other
    float weight = 1; // of one line together: the square root of its wordings
};

struct Lessons
{
    QStringList labels; // sorted
    std::vector<Example> examples;
    int lines = 0;
};

// Phrases of another model's files, to learn from as well: a label of theirs that this model has not becomes `label`.
struct BorrowedPhrases
{
    QString label;
    QStringList files;
};

// Ends the program with a message that names file and line where a file cannot be understood.
Lessons readLessons(const QStringList &files, const QString &lists, const BorrowedPhrases &borrowed = {});

} // namespace nightbell
