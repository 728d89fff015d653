a=1
long_name = 2 # note
b = [
1,2,
  3]
c = {x=1
yy = 2}
d=- 1-  -2*f (x .y [ 0 ] ...)==!  true?a.0 .1:"x${ y }%{if a}b%{endif}"
/* c */e=<<-X
  t ${ 
 a } u
  X
